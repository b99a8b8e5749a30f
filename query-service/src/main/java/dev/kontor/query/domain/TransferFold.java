package dev.kontor.query.domain;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Transfers, as their events make them.
public final class TransferFold implements Fold<TransferKey, TransferEvent.Numbered, TransferView> {

    @Override
    public TransferKey keyOf(TransferEvent.Numbered fact) {
        return fact.key();
    }

    @Override
    public long numberOf(TransferEvent.Numbered fact) {
        return fact.number();
    }

    @Override
    public long lastNumber(TransferView view) {
        return view.number();
    }

    @Override
    public Folded<TransferView> apply(@Nullable TransferView view, TransferEvent.Numbered fact) {
        if (fact instanceof TransferEvent.Received received) {
            return view == null
                    ? changed(fact, receive(received))
                    : new Folded.Broken<>("the transfer is received a second time");
        }
        if (view == null) {
            return new Folded.Broken<>("the transfer begins without being received");
        }
        TransferSnapshot transfer = view.transfer();
        return switch (fact) {
            case TransferEvent.Received _ -> throw new IllegalStateException("was answered above");
            case TransferEvent.Posted posted -> post(transfer, posted);
            case TransferEvent.Rejected rejected -> reject(transfer, rejected);
            case TransferEvent.Returned returned -> giveBack(transfer, returned);
            case TransferEvent.Authorized _,
                    TransferEvent.Expired _,
                    TransferEvent.CommandDecided _,
                    TransferEvent.CommandConflicted _ ->
                    new Folded.Broken<>("not shown yet: " + fact);
            case TransferEvent.Conflicted conflicted ->
                    changed(fact, conflict(transfer, conflicted));
        };
    }

    private static TransferSnapshot receive(TransferEvent.Received received) {
        return new TransferSnapshot(
                received.key(),
                withoutHints(received.request()),
                received.digest(),
                TransferStatus.RECEIVED,
                List.of(),
                0,
                0,
                0,
                0,
                null,
                Conflicts.NONE,
                null,
                List.of());
    }

    /// Hints are for deciding; nobody reads them here.
    private static TransferRequest withoutHints(TransferRequest request) {
        return new TransferRequest(
                request.legs().stream()
                        .map(leg -> new Leg(leg.account(), leg.direction(), leg.amount(), null))
                        .toList(),
                request.capture(),
                request.expiresAt(),
                request.happenedAt(),
                request.sentAt(),
                request.receivedAt(),
                request.description(),
                request.metadata());
    }

    private static Folded<TransferView> post(
            TransferSnapshot transfer, TransferEvent.Posted posted) {
        if (transfer.status().isFinal()) {
            return decidedTwice(transfer);
        }
        if (!areOf(transfer, posted.results())
                || posted.results().size() != transfer.request().legs().size()) {
            return new Folded.Broken<>("the results are not one for each leg");
        }
        return changed(
                posted,
                decided(
                        transfer,
                        TransferStatus.POSTED,
                        posted.results(),
                        paid(transfer),
                        0,
                        null,
                        posted.decidedAt()));
    }

    private static Folded<TransferView> reject(
            TransferSnapshot transfer, TransferEvent.Rejected rejected) {
        if (transfer.status().isFinal()) {
            return decidedTwice(transfer);
        }
        return changed(
                rejected,
                decided(
                        transfer,
                        TransferStatus.REJECTED,
                        List.of(),
                        0,
                        0,
                        rejected.rejection(),
                        rejected.decidedAt()));
    }

    private static Folded<TransferView> giveBack(
            TransferSnapshot transfer, TransferEvent.Returned returned) {
        if (transfer.status().isFinal()) {
            return decidedTwice(transfer);
        }
        if (!areOf(transfer, returned.results())) {
            return new Folded.Broken<>("the results are of other legs");
        }
        return changed(
                returned,
                decided(
                        transfer,
                        TransferStatus.RETURNED,
                        returned.results(),
                        0,
                        returned.returnedAmount(),
                        returned.rejection(),
                        returned.decidedAt()));
    }

    private static TransferSnapshot conflict(
            TransferSnapshot transfer, TransferEvent.Conflicted conflicted) {
        return new TransferSnapshot(
                transfer.key(),
                transfer.request(),
                transfer.digest(),
                transfer.status(),
                transfer.results(),
                transfer.capturedAmount(),
                transfer.releasedAmount(),
                transfer.reversedAmount(),
                transfer.returnedAmount(),
                transfer.rejection(),
                transfer.conflicts().plus(conflicted.digest()),
                transfer.decidedAt(),
                transfer.commands());
    }

    private static TransferSnapshot decided(
            TransferSnapshot transfer,
            TransferStatus status,
            List<LegResult> results,
            long capturedAmount,
            long returnedAmount,
            @Nullable Rejection rejection,
            Instant decidedAt) {
        return new TransferSnapshot(
                transfer.key(),
                transfer.request(),
                transfer.digest(),
                status,
                results,
                capturedAmount,
                transfer.releasedAmount(),
                transfer.reversedAmount(),
                returnedAmount,
                rejection,
                transfer.conflicts(),
                decidedAt,
                transfer.commands());
    }

    private static long paid(TransferSnapshot transfer) {
        return transfer.request().legs().stream()
                .filter(leg -> leg.direction() == Direction.DEBIT)
                .mapToLong(leg -> leg.amount().minor())
                .reduce(0, Math::addExact);
    }

    private static boolean areOf(TransferSnapshot transfer, List<LegResult> results) {
        int legs = transfer.request().legs().size();
        return results.stream().allMatch(result -> result.leg() >= 0 && result.leg() < legs)
                && results.stream().map(LegResult::leg).distinct().count() == results.size();
    }

    private static Folded<TransferView> changed(
            TransferEvent.Numbered fact, TransferSnapshot transfer) {
        return new Folded.Changed<>(new TransferView(fact.number(), transfer));
    }

    private static Folded<TransferView> decidedTwice(TransferSnapshot transfer) {
        return new Folded.Broken<>("the transfer is decided already: " + transfer.status());
    }
}
