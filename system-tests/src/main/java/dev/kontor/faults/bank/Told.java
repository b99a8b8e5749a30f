package dev.kontor.faults.bank;

import dev.kontor.faults.bank.Violation.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One transfer, and all that its clients were told of it. Several may ask at once.
final class Told {
    private static final Set<String> FINAL =
            Set.of("posted", "rejected", "voided", "expired", "returned");

    private final Order order;
    private final Journal journal;
    private boolean acknowledged;
    private boolean maybeSent;
    private @Nullable String status;
    private @Nullable String won;
    private final Map<String, Long> versions = new HashMap<>();

    Told(Order order, Journal journal) {
        this.order = order;
        this.journal = journal;
    }

    Order order() {
        return order;
    }

    synchronized boolean isAcknowledged() {
        return acknowledged;
    }

    /// Whether it may have been appended; else every answer said that nothing was sent.
    synchronized boolean mayHaveBeenSent() {
        return acknowledged || maybeSent;
    }

    synchronized boolean isFinal() {
        return status != null && FINAL.contains(status);
    }

    synchronized boolean isAuthorized() {
        return "authorized".equals(status);
    }

    /// Which of capture and void its clients were told to be done.
    synchronized Optional<String> won() {
        return Optional.ofNullable(won);
    }

    /// The account's version after its leg, as far as somebody was told.
    synchronized Map<String, Long> versions() {
        return Map.copyOf(versions);
    }

    /// @return whether it is of no use to ask again
    synchronized boolean hear(Answer answer) {
        return switch (answer) {
            case Answer.Nothing _ -> {
                maybeSent = true;
                yield false;
            }
            case Answer.Said said when said.isGood() -> {
                acknowledged = true;
                hearTransfer(said.body());
                yield true;
            }
            case Answer.Said said -> {
                hearFailure(said);
                yield false;
            }
        };
    }

    /// @param verb what the command was for
    /// @return whether it is of no use to ask again
    synchronized boolean hearCommand(String verb, Answer answer) {
        if (!(answer instanceof Answer.Said said)) {
            return false;
        }
        if (!said.isGood()) {
            hearFailure(said);
            return false;
        }
        if (said.status() == 202) {
            return false; // nothing is decided yet
        }
        hearTransfer(said.body().at("/transfer"));
        if (said.text("/status").equals("done")) {
            if (won != null && !won.equals(verb)) {
                violated(Kind.DOUBLED, "was told done for %s and for %s".formatted(won, verb));
            }
            won = verb;
        }
        return true;
    }

    /// Takes in a transfer as it was shown, be it by an answer or by a read.
    synchronized void hearTransfer(JsonNode transfer) {
        String shown = transfer.at("/status").asString("");
        if (isFinal() && FINAL.contains(shown) && !shown.equals(status)) {
            violated(Kind.CHANGED, "was %s and is %s".formatted(status, shown));
        }
        if (transfer.at("/legs/0/amount").asLong() != order.amount()) {
            violated(Kind.CHANGED, "is shown as " + transfer);
        }
        if (shown.equals("expired") && order.expiresAt().filter(this::isAhead).isPresent()) {
            violated(Kind.CHANGED, "has expired before " + order.expiresAt().get());
        }
        if (!isFinal()) {
            status = shown;
        }
        for (JsonNode leg : transfer.at("/legs")) {
            if (leg.at("/version").isNumber()) {
                versions.put(leg.at("/account").asString(), leg.at("/version").asLong());
            }
        }
    }

    /// Whether a time has not come yet by any clock.
    private boolean isAhead(Instant time) {
        return Instant.now().plus(journal.clocksOff()).isBefore(time);
    }

    private void hearFailure(Answer.Said said) {
        switch (said.status()) {
            case 429, 503 -> {
                if (said.body().at("/outcome_unknown").asBoolean(false)) {
                    maybeSent = true;
                } else {
                    journal.wasRefused();
                }
                if (said.retryAfter().isEmpty()) {
                    violated(
                            Kind.ANSWERED_WRONG, "%d without Retry-After".formatted(said.status()));
                }
            }
            default -> violated(Kind.ANSWERED_WRONG, said.status() + " " + said.body());
        }
    }

    void violated(Kind kind, String what) {
        journal.violated(kind, "transfer %s %s".formatted(order.id(), what));
    }
}
