package dev.kontor.events.codec;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;

/// Transfers and accounts as they are at one moment, to and from bytes.
final class Snapshots {
    private static final AccountStatus[] ACCOUNT_STATUSES = AccountStatus.values();

    private Snapshots() {}

    static dev.kontor.events.proto.TransferSnapshot transfer(TransferSnapshot transfer) {
        dev.kontor.events.proto.TransferSnapshot.Builder out =
                dev.kontor.events.proto.TransferSnapshot.newBuilder()
                        .setRequest(Requests.request(transfer.request()))
                        .setContentDigest(transfer.digest().text())
                        .setStatus(Verdicts.status(transfer.status()))
                        .addAllResults(Verdicts.results(transfer.results()))
                        .setCapturedAmount(transfer.capturedAmount())
                        .setReleasedAmount(transfer.releasedAmount())
                        .setReversedAmount(transfer.reversedAmount())
                        .setReturnedAmount(transfer.returnedAmount())
                        .setConflictCount(transfer.conflicts().count())
                        .addAllConflictDigests(Wire.digests(transfer.conflicts()))
                        .addAllCommands(TransferCommands.snapshots(transfer.commands()));
        if (transfer.rejection() != null) {
            out.setRejection(Verdicts.rejection(transfer.rejection()));
        }
        if (transfer.decidedAt() != null) {
            out.setDecidedAt(Micros.of(transfer.decidedAt()));
        }
        return out.build();
    }

    static TransferSnapshot transfer(TransferKey key, dev.kontor.events.proto.TransferSnapshot in)
            throws UnreadableRecordException, FutureRecordException {
        return new TransferSnapshot(
                key,
                Requests.request(in.getRequest()),
                new ContentDigest(in.getContentDigest()),
                Verdicts.status(in.getStatusValue()),
                Verdicts.resultsOf(in.getResultsList()),
                in.getCapturedAmount(),
                in.getReleasedAmount(),
                in.getReversedAmount(),
                in.getReturnedAmount(),
                in.hasRejection() ? Verdicts.rejection(in.getRejection()) : null,
                Wire.conflicts(in.getConflictCount(), in.getConflictDigestsList()),
                in.hasDecidedAt() ? Micros.toInstant(in.getDecidedAt()) : null,
                TransferCommands.snapshotsOf(in.getCommandsList()));
    }

    static dev.kontor.events.proto.AccountSnapshot account(AccountSnapshot account) {
        return dev.kontor.events.proto.AccountSnapshot.newBuilder()
                .setOpening(Openings.opening(account.opening()))
                .setContentDigest(account.digest().text())
                .setStatus(status(account.status()))
                .setOverdraftLimit(Openings.limit(account.overdraftLimit()))
                .setPosted(Wire.balance(account.posted()))
                .setHeld(account.held())
                .setVersion(account.version())
                .setOpenedAt(Micros.of(account.openedAt()))
                .setUpdatedAt(Micros.of(account.updatedAt()))
                .setConflictCount(account.conflicts().count())
                .addAllConflictDigests(Wire.digests(account.conflicts()))
                .build();
    }

    static AccountSnapshot account(AccountKey key, dev.kontor.events.proto.AccountSnapshot in) {
        return new AccountSnapshot(
                key,
                Openings.opening(in.getOpening()),
                new ContentDigest(in.getContentDigest()),
                status(in.getStatusValue()),
                Openings.limit(in.getOverdraftLimit()),
                Wire.balance(in.getPosted()),
                in.getHeld(),
                in.getVersion(),
                Micros.toInstant(in.getOpenedAt()),
                Micros.toInstant(in.getUpdatedAt()),
                Wire.conflicts(in.getConflictCount(), in.getConflictDigestsList()));
    }

    static dev.kontor.events.proto.AccountStatus status(AccountStatus status) {
        return dev.kontor.events.proto.AccountStatus.forNumber(Wire.number(status));
    }

    static AccountStatus status(int number) {
        return Wire.known(ACCOUNT_STATUSES, number, "account status");
    }
}
