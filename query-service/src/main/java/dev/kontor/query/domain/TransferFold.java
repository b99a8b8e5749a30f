package dev.kontor.query.domain;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Progress;
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
    public boolean isAtRest(TransferView view) {
        return view.transfer().status() != TransferStatus.RECEIVED;
    }

    @Override
    public Folded<TransferView> apply(@Nullable TransferView view, TransferEvent.Numbered fact) {
        if (fact instanceof TransferEvent.Received received) {
            return view == null
                    ? new Folded.Changed<>(receive(received))
                    : new Folded.Broken<>("the transfer is received a second time");
        }
        if (view == null) {
            return new Folded.Broken<>("the transfer begins without being received");
        }
        return switch (fact) {
            case TransferEvent.Received _ -> throw new IllegalStateException("was answered above");
            case TransferEvent.Authorized authorized -> authorize(view, authorized);
            case TransferEvent.Posted posted -> post(view, posted);
            case TransferEvent.Rejected rejected -> reject(view, rejected);
            case TransferEvent.Returned returned -> giveBack(view, returned);
            case TransferEvent.Expired expired ->
                    goOn(view, expired, expired.postings(), expired.progress());
            case TransferEvent.CommandDecided decided ->
                    goOn(view, decided, decided.postings(), decided.progress());
            case TransferEvent.CommandConflicted _ -> changed(view, fact, view.transfer());
            case TransferEvent.Conflicted conflicted -> lose(view, conflicted);
        };
    }

    private static TransferView receive(TransferEvent.Received received) {
        return new TransferView(
                received.number(),
                new TransferSnapshot(
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
                        List.of()),
                List.of());
    }

    /// Hints are for deciding; nobody reads them here.
    private static TransferRequest withoutHints(TransferRequest request) {
        return new TransferRequest(
                request.legs().stream().map(Leg::withoutHint).toList(),
                request.capture(),
                request.expiresAt(),
                request.happenedAt(),
                request.sentAt(),
                request.receivedAt(),
                request.description(),
                request.metadata());
    }

    private static Folded<TransferView> authorize(
            TransferView view, TransferEvent.Authorized authorized) {
        return decide(
                view,
                authorized,
                authorized.postings(),
                new Progress(TransferStatus.AUTHORIZED, 0, 0, 0, 0, null),
                authorized.decidedAt());
    }

    private static Folded<TransferView> post(TransferView view, TransferEvent.Posted posted) {
        TransferSnapshot transfer = view.transfer();
        Progress progress =
                new Progress(
                        TransferStatus.POSTED,
                        paid(transfer),
                        0,
                        0,
                        posted.returnedAmount(),
                        posted.rejection());
        if (!posted.postings().isEmpty()) {
            return decide(view, posted, posted.postings(), progress, posted.decidedAt());
        }
        List<LegResult> results = posted.results();
        if (!areOf(transfer, results.stream().map(LegResult::leg).toList())
                || results.stream().map(LegResult::leg).distinct().count()
                        != transfer.request().legs().size()) {
            return new Folded.Broken<>("the results are not one for each leg");
        }
        return decide(
                view,
                posted,
                results,
                AccountVersion.ofResults(transfer.request().legs(), results),
                progress,
                posted.decidedAt());
    }

    private static Folded<TransferView> reject(TransferView view, TransferEvent.Rejected rejected) {
        return decide(
                view,
                rejected,
                rejected.postings(),
                new Progress(TransferStatus.REJECTED, 0, 0, 0, 0, rejected.rejection()),
                rejected.decidedAt());
    }

    private static Folded<TransferView> giveBack(
            TransferView view, TransferEvent.Returned returned) {
        TransferSnapshot transfer = view.transfer();
        Progress progress =
                new Progress(
                        TransferStatus.RETURNED,
                        paid(transfer),
                        0,
                        0,
                        returned.returnedAmount(),
                        returned.rejection());
        if (!returned.postings().isEmpty()) {
            return decide(view, returned, returned.postings(), progress, returned.decidedAt());
        }
        List<LegResult> results = returned.results();
        if (!areOf(transfer, results.stream().map(LegResult::leg).toList())) {
            return new Folded.Broken<>("the results are of other legs");
        }
        List<AccountVersion> posted =
                AccountVersion.ofResults(transfer.request().legs(), results).stream()
                        .map(known -> new AccountVersion(known.account(), AccountVersion.UNKNOWN))
                        .toList();
        return decide(view, returned, results, posted, progress, returned.decidedAt());
    }

    /// The request is decided.
    private static Folded<TransferView> decide(
            TransferView view,
            TransferEvent.Numbered fact,
            List<Posting> postings,
            Progress progress,
            Instant decidedAt) {
        TransferSnapshot transfer = view.transfer();
        if (!areOf(transfer, postings.stream().map(Posting::leg).toList())) {
            return new Folded.Broken<>("the postings are of other legs");
        }
        return decide(
                view,
                fact,
                LegResult.after(transfer.results(), postings),
                AccountVersion.ofPostings(transfer.request().legs(), postings),
                progress,
                decidedAt);
    }

    private static Folded<TransferView> decide(
            TransferView view,
            TransferEvent.Numbered fact,
            List<LegResult> results,
            List<AccountVersion> posted,
            Progress progress,
            Instant decidedAt) {
        if (view.transfer().status().isDecided()) {
            return new Folded.Broken<>(
                    "the transfer is decided already: " + view.transfer().status());
        }
        return new Folded.Changed<>(
                new TransferView(
                        fact.number(), view.transfer().with(progress, results, decidedAt), posted));
    }

    /// A command or the end of its time changes a transfer that is decided. A command that is
    /// refused at once comes also before, and changes nothing.
    private static Folded<TransferView> goOn(
            TransferView view,
            TransferEvent.Numbered fact,
            List<Posting> postings,
            Progress progress) {
        TransferSnapshot transfer = view.transfer();
        if (transfer.status() != TransferStatus.AUTHORIZED
                && transfer.status() != progress.status()) {
            return new Folded.Broken<>(
                    "a transfer that is %s does not become %s"
                            .formatted(transfer.status(), progress.status()));
        }
        if (!areOf(transfer, postings.stream().map(Posting::leg).toList())) {
            return new Folded.Broken<>("the postings are of other legs");
        }
        return changed(
                view,
                fact,
                transfer.with(
                        progress,
                        LegResult.after(transfer.results(), postings),
                        transfer.decidedAt()));
    }

    private static Folded<TransferView> lose(
            TransferView view, TransferEvent.Conflicted conflicted) {
        TransferSnapshot transfer = view.transfer();
        Conflicts conflicts = transfer.conflicts().plus(conflicted.digest());
        return changed(view, conflicted, transfer.withConflicts(conflicts));
    }

    private static long paid(TransferSnapshot transfer) {
        return transfer.request().legs().stream()
                .filter(leg -> leg.direction() == Direction.DEBIT)
                .mapToLong(leg -> leg.amount().minor())
                .reduce(0, Math::addExact);
    }

    private static boolean areOf(TransferSnapshot transfer, List<Integer> legs) {
        int count = transfer.request().legs().size();
        return legs.stream().allMatch(leg -> leg >= 0 && leg < count);
    }

    private static Folded<TransferView> changed(
            TransferView view, TransferEvent.Numbered fact, TransferSnapshot transfer) {
        return new Folded.Changed<>(new TransferView(fact.number(), transfer, view.posted()));
    }
}
