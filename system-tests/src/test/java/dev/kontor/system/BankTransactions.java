package dev.kontor.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The transactions of a Czech bank in 1993 and 1994, as transfers between its customers and the
/// world outside.
///
/// @param prefix of all account ids, so that the file can be loaded more than once side by side
/// @param space of all transfer ids, for the same reason
record BankTransactions(List<Row> rows, String prefix, int space) {
    /// Customers may be overdrawn by 1,000,000 crowns: every debit is guarded and none is refused.
    private static final long OVERDRAFT_LIMIT = 100_000_000;

    /// One line of the file, without quotes.
    record Row(
            long transaction,
            String account,
            LocalDate date,
            String type,
            String operation,
            String amount,
            String bank,
            String partner) {

        boolean isMoneyIn() {
            return switch (type) {
                case "PRIJEM" -> true;
                case "VYDAJ", "VYBER" -> false;
                default -> throw new IllegalStateException("not a type of transaction: " + type);
            };
        }
    }

    static BankTransactions read(String prefix, int space) {
        Path file = file();
        try {
            List<Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] cells = line.replace("\"", "").split(";", -1);
                if (!cells[0].equals("trans_id")) {
                    rows.add(row(cells));
                }
            }
            return new BankTransactions(rows, prefix, space);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: set KONTOR_BANK_DATA to the folder that holds it", e);
        }
    }

    static Path file() {
        return Optional.ofNullable(System.getenv("KONTOR_BANK_DATA"))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data"))
                .resolve("berka-transactions-1993-1994.csv");
    }

    private static Row row(String[] cells) {
        int date = Integer.parseInt(cells[2]);
        return new Row(
                Long.parseLong(cells[0]),
                cells[1],
                LocalDate.of(1900 + date / 10_000, date / 100 % 100, date % 100),
                cells[3],
                cells[4],
                cells[5],
                cells[8],
                cells[9]);
    }

    /// @return the ids of the customers' accounts
    Set<String> customers() {
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(customer(row)));
        return ids;
    }

    /// @return the bodies that open every account of the file
    List<String> openings() {
        List<String> bodies = new ArrayList<>();
        for (String id : customers()) {
            bodies.add(
                    "{\"id\": \"%s\", \"currency\": \"CZK\", \"overdraft_limit\": %d}"
                            .formatted(id, OVERDRAFT_LIMIT));
        }
        Set<String> outside = new LinkedHashSet<>();
        rows.forEach(row -> outside.add(outside(row)));
        for (String id : outside) {
            bodies.add(
                    "{\"id\": \"%s\", \"currency\": \"CZK\", \"overdraft_limit\": null}"
                            .formatted(id));
        }
        return bodies;
    }

    /// Writes one transfer a line, as the bulk endpoint takes them.
    Path writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Row row : rows) {
                String from = row.isMoneyIn() ? outside(row) : customer(row);
                String to = row.isMoneyIn() ? customer(row) : outside(row);
                out.write(
                        ("{\"id\": \"%s\", \"debit_account\": \"%s\", \"credit_account\": \"%s\","
                                        + " \"amount\": %d, \"currency\": \"CZK\","
                                        + " \"happened_at\": \"%sT00:00:00Z\"}\n")
                                .formatted(id(row), from, to, hellers(row), row.date));
            }
        }
        return file;
    }

    /// A UUIDv7 of the day of the transaction, told apart by the bank's own number.
    private UUID id(Row row) {
        long millis = row.date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long high = (millis << 16) | 0x7000L | space;
        return new UUID(high, 0x8000_0000_0000_0000L | row.transaction);
    }

    private static long hellers(Row row) {
        return new BigDecimal(row.amount).movePointRight(2).longValueExact();
    }

    private String customer(Row row) {
        return prefix + row.account;
    }

    private String outside(Row row) {
        return row.partner.isEmpty() || row.partner.equals("0")
                ? prefix + "cash"
                : prefix + "bank:" + row.bank + ":" + row.partner;
    }
}
