package dev.kontor.cli.stack;

import dev.kontor.cli.console.Json;
import dev.kontor.cli.stack.StackState.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How everything is: what the supervisor wrote, what the processes do, what the services say.
///
/// @param isReady whether all parts do their work, and all of it
/// @param json    all of it
public record StatusReport(boolean isReady, ObjectNode json) {

    public static StatusReport of(Home home) throws InterruptedException {
        Stack stack = new Stack(home);
        StackState state = stack.state();
        boolean isUp = stack.isUp();
        Map<Part, JsonNode> parts = new ConcurrentHashMap<>();
        List<Callable<?>> questions = new ArrayList<>();
        for (Part part : Part.values()) {
            questions.add(() -> parts.put(part, describe(home, stack, state, part)));
        }
        try {
            InParallel.run(questions.size(), questions);
        } catch (IOException e) {
            throw new IllegalStateException("asking reads no files", e);
        }
        ObjectNode json = Json.object();
        json.put("phase", phase(state, isUp));
        json.put("data", home.folder().toString());
        json.put("supervisor", isUp ? state.supervisor() : null);
        json.set("urls", urls(state));
        ArrayNode list = json.putArray("parts");
        boolean isReady = isUp;
        for (Part part : Part.values()) {
            JsonNode described = parts.get(part);
            list.add(described);
            isReady &=
                    described != null
                            && described.path("ready").asBoolean()
                            && described.path("halted").isEmpty();
        }
        return new StatusReport(isReady, json);
    }

    /// For people.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Kontor " + phase() + " (" + text("data") + ")");
        for (JsonNode part : json.path("parts")) {
            lines.add(
                    String.format(
                                    Locale.ROOT,
                                    "  %-16s %-9s %-43s %s",
                                    part.path("name").asString(),
                                    word(part),
                                    part.path("url").asString(),
                                    remarks(part))
                            .stripTrailing());
        }
        return lines;
    }

    private String phase() {
        List<String> troubles = troubles();
        return switch (text("phase")) {
            case "failed" -> "did not start";
            case "ready" ->
                    troubles.isEmpty() ? "is ready" : "is NOT WELL: " + String.join(", ", troubles);
            case String other -> "is " + other;
        };
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (JsonNode part : json.path("parts")) {
            String name = part.path("name").asString();
            if (!part.path("ready").asBoolean()) {
                troubles.add(name + " is " + word(part));
            }
            int halted = part.path("halted").size();
            if (halted > 0) {
                troubles.add("%d partitions of %s halted".formatted(halted, name));
            }
        }
        return troubles;
    }

    private String text(String field) {
        return json.path(field).asString("");
    }

    private static String word(JsonNode part) {
        if (part.path("ready").asBoolean()) {
            return "ready";
        }
        // It was ready once, and does not say so now.
        String condition = part.path("condition").asString();
        return condition.equals("ready") ? "not ready" : condition;
    }

    private static String remarks(JsonNode part) {
        List<String> remarks = new ArrayList<>();
        if (!part.path("pid").isNull()) {
            remarks.add("pid " + part.path("pid").asLong());
        }
        if (part.has("lag")) {
            remarks.add("lag " + part.path("lag").asLong());
        }
        JsonNode halted = part.path("halted");
        if (!halted.isEmpty()) {
            String more = halted.size() == 1 ? "" : " (and %d more)".formatted(halted.size() - 1);
            remarks.add("HALTED " + halted.get(0).asString() + more);
        }
        if (part.path("restarts").asInt() > 0) {
            remarks.add("restarts " + part.path("restarts").asInt());
        }
        if (!part.path("trouble").isNull()) {
            remarks.add(part.path("trouble").asString());
        }
        return String.join(", ", remarks);
    }

    private static String phase(StackState state, boolean isUp) {
        if (isUp) {
            return state.phase().name().toLowerCase(Locale.ROOT);
        }
        return state.phase() == Phase.FAILED ? "failed" : "stopped";
    }

    private static ObjectNode urls(StackState state) {
        ObjectNode urls = Json.object();
        for (Part part : Part.values()) {
            urls.put(part.partName().replace('-', '_'), part.url(state.port(part)));
        }
        return urls;
    }

    private static ObjectNode describe(Home home, Stack stack, StackState state, Part part) {
        PartState known = state.part(part);
        boolean isRunning = stack.isRunning(known);
        int port = state.port(part);
        ObjectNode json = Json.object();
        json.put("name", part.partName());
        json.put("url", part.url(port));
        json.put("condition", isRunning ? lower(known) : stopped(known, stack));
        json.put("ready", isRunning && isReady(part, known, port));
        json.put("pid", isRunning ? known.pid() : null);
        json.put("since", known.since().equals(Instant.EPOCH) ? null : known.since().toString());
        json.put("restarts", known.restarts());
        json.put("trouble", known.trouble());
        json.put("log", home.log(part).toString());
        if (part.isService() && isRunning) {
            putPartitions(json, port);
        }
        return json;
    }

    private static String lower(PartState state) {
        return state.condition().name().toLowerCase(Locale.ROOT);
    }

    private static String stopped(PartState known, Stack stack) {
        return stack.isUp() && known.condition() == PartState.Condition.WAITING
                ? "waiting"
                : "stopped";
    }

    private static boolean isReady(Part part, PartState known, int port) {
        return switch (part) {
            case KAFKA -> known.condition() == PartState.Condition.READY && Answers.kafka(port);
            case POSTGRES ->
                    known.condition() == PartState.Condition.READY && Answers.postgres(port);
            case LEDGER_PROCESSOR, ACCOUNT_SERVICE, QUERY_SERVICE, REQUEST_SERVICE ->
                    Readiness.isReady(port);
        };
    }

    /// What the service says of its partitions, and what to see at a glance.
    private static void putPartitions(ObjectNode json, int port) {
        JsonNode partitions = status(port).path("partitions");
        if (!partitions.isArray()) {
            return;
        }
        long lag = 0;
        ArrayNode halted = json.putArray("halted");
        for (JsonNode partition : partitions) {
            lag += partition.path("lag").asLong(0);
            if (partition.path("halted").asBoolean(false)) {
                halted.add(
                        partition.path("topic").asString("")
                                + "-"
                                + partition.path("partition").asString("")
                                + ": "
                                + partition.path("reason").asString(""));
            }
        }
        json.put("lag", lag);
        json.set("partitions", partitions);
    }

    private static JsonNode status(int port) {
        try {
            return Json.parse(Readiness.get(port, "/v1/status").body());
        } catch (JacksonException e) {
            return Json.object();
        }
    }
}
