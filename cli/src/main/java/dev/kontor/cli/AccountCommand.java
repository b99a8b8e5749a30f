package dev.kontor.cli;

import dev.kontor.cli.client.Api;
import dev.kontor.cli.client.Api.Answer;
import dev.kontor.cli.console.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Opens and shows accounts.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AccountCommand.Open.class, AccountCommand.Show.class})
final class AccountCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: open or show.");
        }
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description = "Opens an account. Opening it again as it is does no harm.")
    static final class Open implements Runnable {

        /// How far the account may be overdrawn; not at all if nothing is said.
        static final class Limit {

            @Option(
                    names = "--overdraft-limit",
                    paramLabel = "N",
                    description = "In minor units. Default: 0.")
            private @Nullable Long amount;

            @Option(
                    names = "--without-limit",
                    description = "For the world outside and for fees; cannot be changed later.")
            private boolean without;
        }

        @Mixin private Place place = new Place();
        @Mixin private Target target = new Target();

        @Parameters(paramLabel = "ID", description = "The account's id.")
        private String id = "";

        @Option(
                names = "--currency",
                required = true,
                paramLabel = "CODE",
                description = "ISO 4217, for example EUR.")
        private String currency = "";

        @ArgGroup private Limit limit = new Limit();

        @Option(
                names = "--metadata",
                paramLabel = "KEY=VALUE",
                description = "Kept with the account; any number of times.")
        private Map<String, String> metadata = new LinkedHashMap<>();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public void run() {
            ObjectNode account = Json.object();
            account.put("id", id);
            account.put("currency", currency);
            if (limit.without) {
                account.putNull("overdraft_limit");
            } else if (limit.amount != null) {
                account.put("overdraft_limit", limit.amount);
            }
            if (!metadata.isEmpty()) {
                account.set("metadata", Json.tree(metadata));
            }
            Api api = new Api(target.write(place));
            Answer answer = api.post("/v1/accounts", account, null);
            Output.of(spec).println(Json.pretty(answer.body()));
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows an account and its balance.")
    static final class Show implements Runnable {

        @Mixin private Place place = new Place();
        @Mixin private Target target = new Target();

        @Parameters(paramLabel = "ID", description = "The account's id.")
        private String id = "";

        @Option(
                names = "--min-version",
                paramLabel = "N",
                description = "Wait until the view has come to this version of the account.")
        private @Nullable Long minVersion;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                description = "How long to wait for it. Default: ${DEFAULT-VALUE}.")
        private int wait = 5;

        @Spec private @Nullable CommandSpec spec;

        @Override
        public void run() {
            String path =
                    "/v1/accounts/"
                            + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            String query = minVersion == null ? "" : "?min_version=" + minVersion + "&wait=" + wait;
            Answer answer = new Api(target.read(place)).get(path + query);
            Output.of(spec).println(Json.pretty(answer.body()));
        }
    }
}
