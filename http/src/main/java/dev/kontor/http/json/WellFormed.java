package dev.kontor.http.json;

/// Text that every store and encoding downstream can hold: no NUL, no half of a surrogate pair.
final class WellFormed {
    private WellFormed() {}

    static boolean test(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPair(text, i))) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return true;
    }

    /// The same text with U+FFFD in place of what [#test] refuses.
    static String repair(String text) {
        if (test(text)) {
            return text;
        }
        var repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || isSurrogate(c) ? 0xFFFD : c)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
