package dev.kontor.http.json;

import org.jspecify.annotations.Nullable;

/// The way to a value, written only when there is something to say about it: `legs[1].amount`.
final class JsonPath {
    /// Names come from the sender, so what is echoed of them is bounded.
    private static final int LONGEST = 200;

    static final JsonPath ROOT = new JsonPath(null, "");

    private final @Nullable JsonPath parent;
    private final String step;

    private JsonPath(@Nullable JsonPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    JsonPath member(String name) {
        return new JsonPath(this, this == ROOT ? name : "." + name);
    }

    JsonPath element(int index) {
        return new JsonPath(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        String path = WellFormed.repair(written());
        return path.length() <= LONGEST
                ? path
                : WellFormed.repair(path.substring(0, LONGEST)) + "…";
    }

    private String written() {
        return parent == null ? step : parent.written() + step;
    }
}
