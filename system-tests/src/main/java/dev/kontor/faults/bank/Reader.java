package dev.kontor.faults.bank;

import dev.kontor.faults.bank.Violation.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/// A client that looks: money is there at any moment, and no account goes back behind what was seen
/// of it.
final class Reader implements Runnable {
    private static final int PAUSE_MILLIS = 100;

    private final Bank bank;
    private final Map<String, Long> seen = new HashMap<>();

    Reader(Bank bank) {
        this.bank = bank;
    }

    @Override
    public void run() {
        while (bank.isOpen()) {
            readTrialBalance();
            readAccount();
            Bank.pause(PAUSE_MILLIS);
        }
    }

    private void readTrialBalance() {
        if (bank.anyReads().get("/v1/trial-balance") instanceof Answer.Said said && said.isGood()) {
            for (JsonNode each : said.body().at("/data")) {
                long all = each.at("/sum").asLong() + each.at("/in_flight").asLong();
                if (all != 0) {
                    bank.journal().violated(Kind.UNBALANCED, "a read on the way: " + each);
                }
            }
        }
    }

    private void readAccount() {
        int which = ThreadLocalRandom.current().nextInt(bank.accounts().size());
        String account = bank.accounts().get(which);
        long least = seen.getOrDefault(account, 1L);
        String path = "/v1/accounts/%s?min_version=%d&wait=1".formatted(account, least);
        if (!(bank.anyReads().get(path) instanceof Answer.Said said)) {
            return;
        }
        switch (said.status()) {
            case 200 -> {
                long version = said.number("/version");
                if (version < least) {
                    violated(Kind.WENT_BACK, account, "%d after %d".formatted(version, least));
                }
                seen.put(account, version);
            }
            case 409, 503 -> {
                return; // behind, or away
            }
            default -> violated(Kind.ANSWERED_WRONG, account, said.status() + " " + said.body());
        }
    }

    private void violated(Kind kind, String account, String what) {
        bank.journal().violated(kind, "account %s: %s".formatted(account, what));
    }
}
