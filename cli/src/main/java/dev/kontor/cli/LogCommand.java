package dev.kontor.cli;

import dev.kontor.cli.topic.TopicReader;
import dev.kontor.events.topic.Topic;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Prints the records of a topic, one JSON object a line.")
final class LogCommand implements Runnable {

    @Mixin private Place place = new Place();

    @Parameters(
            paramLabel = "TOPIC",
            description =
                    "transfers, instructions, transfer-events, account-events, accounts or"
                            + " dead-letters.")
    private String topic = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Wait for more at the end, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--from-beginning",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Begin with the first record, which is the default; else with the next.")
    private boolean fromBeginning = true;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "Only this one. Default: all, of which each is in order.")
    private @Nullable Integer partition;

    @Option(names = "--limit", paramLabel = "N", description = "No more than so many records.")
    private @Nullable Long limit;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka. Default: $KONTOR_BOOTSTRAP_SERVERS, else what `up` runs here.")
    private @Nullable String bootstrapServers;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (limit != null && limit < 0) {
            throw misunderstood("--limit must be 0 or more: " + limit, null);
        }
        PrintWriter out = Output.of(spec);
        TopicReader.Selection selection =
                new TopicReader.Selection(
                        topic(),
                        partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                        fromBeginning,
                        follow,
                        limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
        new TopicReader(place.endpoints().bootstrapServers(bootstrapServers))
                .read(
                        selection,
                        line -> {
                            out.println(line);
                            return !out.checkError();
                        });
        out.flush();
    }

    private Topic topic() {
        try {
            return Topic.named(topic);
        } catch (IllegalArgumentException e) {
            String all =
                    Arrays.stream(Topic.values())
                            .map(Topic::topicName)
                            .collect(Collectors.joining(", "));
            throw misunderstood("'" + topic + "' is none of the topics " + all, e);
        }
    }

    private ParameterException misunderstood(String what, @Nullable Throwable cause) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what, cause);
    }
}
