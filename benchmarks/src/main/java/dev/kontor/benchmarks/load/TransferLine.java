package dev.kontor.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Transfers as JSON, all of one length, so that each is a copy with a few bytes changed: the
/// generator shares the machine with what it measures.
final class TransferLine {
    private static final String TEMPLATE =
            "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"debit_account\":\"b00000000\","
                    + "\"credit_account\":\"b00000000\",\"amount\":1,\"currency\":\"EUR\"}";
    private static final int ID = TEMPLATE.indexOf("00000000-");
    private static final int DEBIT = TEMPLATE.indexOf("b0000") + 1;
    private static final int CREDIT = TEMPLATE.lastIndexOf("b0000") + 1;
    private static final int AMOUNT = TEMPLATE.indexOf("1,\"currency");
    private static final int DIGITS = 8;
    private static final byte[] PLAIN = TEMPLATE.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int[] HYPHENS = {8, 13, 18, 23};

    /// The account's id, from its number.
    static String account(int number) {
        return "b%08d".formatted(number);
    }

    /// @param amount 1 to 9
    static byte[] of(UUID id, Pair pair, int amount) {
        byte[] line = PLAIN.clone();
        write(line, id);
        write(line, DEBIT, pair.debit());
        write(line, CREDIT, pair.credit());
        line[AMOUNT] = (byte) ('0' + amount);
        return line;
    }

    private static void write(byte[] line, UUID id) {
        int at = ID;
        int hyphen = 0;
        for (int digit = 0; digit < 32; digit++) {
            if (hyphen < HYPHENS.length && at - ID == HYPHENS[hyphen]) {
                at++;
                hyphen++;
            }
            long half = digit < 16 ? id.getMostSignificantBits() : id.getLeastSignificantBits();
            line[at++] = HEX[(int) (half >>> (60 - 4 * (digit % 16))) & 0xF];
        }
    }

    private static void write(byte[] line, int from, int number) {
        int left = number;
        for (int at = from + DIGITS - 1; at >= from; at--) {
            line[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private TransferLine() {}
}
