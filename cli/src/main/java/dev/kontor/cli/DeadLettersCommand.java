package dev.kontor.cli;

import dev.kontor.cli.client.Api;
import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Json;
import dev.kontor.events.topic.Topic;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Shows and settles requests that could not be read.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadLettersCommand.ListLetters.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand implements Runnable {
    private static final String PATH = "/v1/dead-letters";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Name a command: list, show, retry or discard.");
        }
    }

    /// Where the letters are, and how they are shown.
    static final class Letters {
        @Mixin private Place place = new Place();

        @Option(
                names = "--url",
                paramLabel = "URL",
                description =
                        "The one service to ask. Default: $KONTOR_LEDGER_URL, $KONTOR_ACCOUNT_URL"
                                + " and $KONTOR_READ_URL, else what `up` runs here.")
        private @Nullable String url;

        @Option(names = "--json", description = "Everything there is to know, as JSON.")
        private boolean json;

        Api of(LetterOwner owner) {
            return new Api(owner.url(place.endpoints(), url));
        }

        /// Who is asked for all letters; with a URL it is one service, whichever.
        List<LetterOwner> owners(@Nullable Topic topic) {
            List<LetterOwner> owners = LetterOwner.ofAll(topic);
            return url == null ? owners : List.of(owners.getFirst());
        }

        void print(JsonNode letter, PrintWriter out) {
            out.println(json ? Json.pretty(letter) : DeadLetterText.whole(letter));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists them, the latest first.",
            footer = "Ends with status 0 if all services answered.")
    static final class ListLetters implements Callable<Integer> {
        @Mixin private Letters letters = new Letters();

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "open, retried or discarded. Default: open.")
        private String status = "open";

        @Option(names = "--all", description = "Of any status.")
        private boolean all;

        @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.")
        private @Nullable String topic;

        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "No more than so many of each service, up to 1000. Default: 50.")
        private int limit = 50;

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Topic of = topic == null ? null : topic(topic);
            ObjectNode answer = Json.object();
            ArrayNode data = answer.putArray("data");
            List<String> failures = new ArrayList<>();
            boolean more = false;
            for (LetterOwner owner : letters.owners(of)) {
                try {
                    JsonNode page = letters.of(owner).get(PATH + query(of)).body();
                    page.path("data").forEach(data::add);
                    more |= !page.path("next_cursor").isNull();
                } catch (Failure e) {
                    failures.add(e.getMessage());
                }
            }
            answer.put("more", more);
            print(answer);
            failures.forEach(Output.errorsOf(spec)::println);
            return failures.isEmpty() ? 0 : 1;
        }

        private String query(@Nullable Topic of) {
            String encoded = URLEncoder.encode(status, StandardCharsets.UTF_8);
            String wanted = all ? "" : "&status=" + encoded;
            return "?limit=" + limit + wanted + (of == null ? "" : "&topic=" + of.topicName());
        }

        private void print(ObjectNode answer) {
            PrintWriter out = Output.of(spec);
            if (letters.json) {
                out.println(Json.pretty(answer));
                return;
            }
            if (answer.path("data").isEmpty()) {
                out.println("There are no such dead letters.");
            }
            answer.path("data").forEach(letter -> out.println(DeadLetterText.line(letter)));
            if (answer.path("more").asBoolean()) {
                out.println("There are more: see --limit, --topic and --status.");
            }
        }

        private Topic topic(String name) {
            try {
                return Topic.named(name.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new Failure("There is no topic " + name + ".", e);
            }
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one with its record, and whether a retry is possible.")
    static final class Show implements Runnable {
        @Mixin private Letters letters = new Letters();

        @Parameters(paramLabel = "ID", description = "As `list` shows it.")
        private String id = "";

        @Spec private @Nullable CommandSpec spec;

        @Override
        public void run() {
            letters.print(
                    letters.of(LetterOwner.of(id)).get(PATH + "/" + id).body(), Output.of(spec));
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Appends the record to its topic once more, if the service can read it by now.",
                "Retrying twice moves nothing twice."
            })
    static final class Retry implements Callable<Integer> {
        @Mixin private Letters letters = new Letters();

        @Parameters(paramLabel = "ID", arity = "1..*", description = "As `list` shows them.")
        private Set<String> ids = new LinkedHashSet<>();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return act(letters, ids, "retry", request(), spec);
        }
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Records that nothing is to be done about it. Deletes nothing.")
    static final class Discard implements Callable<Integer> {
        @Mixin private Letters letters = new Letters();

        @Parameters(paramLabel = "ID", arity = "1..*", description = "As `list` shows them.")
        private Set<String> ids = new LinkedHashSet<>();

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why; up to 500 characters, kept for ever.")
        private String reason = "";

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return act(letters, ids, "discard", request().put("reason", reason), spec);
        }
    }

    private static ObjectNode request() {
        return Json.object().put("operator", System.getProperty("user.name", ""));
    }

    /// Goes on after one that is refused.
    private static int act(
            Letters letters,
            Set<String> ids,
            String verb,
            ObjectNode request,
            @Nullable CommandSpec spec) {
        int refused = 0;
        for (String id : ids) {
            try {
                String path = PATH + "/" + id + "/" + verb;
                letters.print(
                        letters.of(LetterOwner.of(id)).post(path, request, null).body(),
                        Output.of(spec));
            } catch (Failure e) {
                refused++;
                Output.errorsOf(spec).println(id + ": " + e.getMessage());
            }
        }
        return refused == 0 ? 0 : 1;
    }
}
