package dev.kontor.cli;

import dev.kontor.cli.client.Api;
import dev.kontor.cli.client.Api.Answer;
import dev.kontor.cli.client.UuidV7;
import dev.kontor.cli.console.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "transfer",
        mixinStandardHelpOptions = true,
        description = "Moves money from one account to another.",
        footer = "Ends with status 3 if the transfer was rejected or returned.")
final class TransferCommand implements Callable<Integer> {

    private static final int NOT_MOVED = 3;

    @Mixin private Place place = new Place();
    @Mixin private Target target = new Target();

    @Option(names = "--from", required = true, paramLabel = "ACCOUNT", description = "Who pays.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "ACCOUNT", description = "Who is paid.")
    private String to = "";

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "N",
            description = "In minor units: 1250 is 12.50 EUR.")
    private long amount;

    @Option(
            names = "--currency",
            required = true,
            paramLabel = "CODE",
            description = "ISO 4217, for example EUR.")
    private String currency = "";

    @Option(
            names = "--id",
            paramLabel = "UUID",
            description =
                    "The transfer's id. Sending the same again with it moves nothing twice."
                            + " Default: a new one, printed before it is sent.")
    private @Nullable String id;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the outcome, up to 30; 0 for not at all.")
    private @Nullable Integer wait;

    @Option(names = "--description", paramLabel = "TEXT", description = "Kept with the transfer.")
    private @Nullable String description;

    @Option(
            names = "--metadata",
            paramLabel = "KEY=VALUE",
            description = "Kept with the transfer; any number of times.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (amount < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--amount must be 1 or more: " + amount);
        }
        ObjectNode transfer = transfer();
        Answer answer = new Api(target.write(place)).post("/v1/transfers", transfer, prefer(wait));
        Output.of(spec).println(Json.pretty(answer.body()));
        String status = answer.body().path("status").asString("");
        return status.equals("rejected") || status.equals("returned") ? NOT_MOVED : 0;
    }

    private ObjectNode transfer() {
        String chosen = id == null ? UuidV7.next().toString() : id;
        if (id == null) {
            PrintWriter err = Output.errorsOf(spec);
            err.println("transfer " + chosen);
            err.flush();
        }
        ObjectNode transfer = Json.object();
        transfer.put("id", chosen);
        transfer.put("debit_account", from);
        transfer.put("credit_account", to);
        transfer.put("amount", amount);
        transfer.put("currency", currency);
        if (description != null) {
            transfer.put("description", description);
        }
        if (!metadata.isEmpty()) {
            transfer.set("metadata", Json.tree(metadata));
        }
        return transfer;
    }

    /// The `Prefer` header for a time to wait.
    static @Nullable String prefer(@Nullable Integer wait) {
        if (wait == null) {
            return null;
        }
        return wait == 0 ? "respond-async" : "wait=" + wait;
    }
}
