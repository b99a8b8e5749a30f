package dev.kontor.query.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Clients' pairs of strings, as JSON objects.
final class Metadata {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> PAIRS = new TypeReference<>() {};

    private Metadata() {}

    static String write(Map<String, String> metadata) {
        return JSON.writeValueAsString(metadata);
    }

    static SortedMap<String, String> read(String json) {
        return JSON.readValue(json, PAIRS);
    }
}
