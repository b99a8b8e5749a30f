package dev.kontor.events.codec;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferStatus;
import java.util.ArrayList;
import java.util.List;

/// What became of transfers and their legs, to and from bytes.
final class Verdicts {
    private static final Refusal[] REFUSALS = Refusal.values();
    private static final TransferStatus[] STATUSES = TransferStatus.values();
    private static final CommandStatus[] COMMAND_STATUSES = CommandStatus.values();

    private Verdicts() {}

    static dev.kontor.events.proto.Refusal refusal(Refusal refusal) {
        return dev.kontor.events.proto.Refusal.forNumber(Wire.number(refusal));
    }

    static Refusal refusal(int number) throws FutureRecordException {
        return Wire.knownOrFuture(REFUSALS, number, "refusal");
    }

    static dev.kontor.events.proto.TransferStatus status(TransferStatus status) {
        return dev.kontor.events.proto.TransferStatus.forNumber(Wire.number(status));
    }

    static TransferStatus status(int number) {
        return Wire.known(STATUSES, number, "status");
    }

    static dev.kontor.events.proto.CommandStatus commandStatus(CommandStatus status) {
        return dev.kontor.events.proto.CommandStatus.forNumber(Wire.number(status));
    }

    static CommandStatus commandStatus(int number) {
        return Wire.known(COMMAND_STATUSES, number, "command status");
    }

    static dev.kontor.events.proto.Rejection rejection(Rejection rejection) {
        AccountId account = rejection.account();
        return dev.kontor.events.proto.Rejection.newBuilder()
                .setRefusal(refusal(rejection.refusal()))
                .setAccount(account == null ? "" : account.text())
                .build();
    }

    static Rejection rejection(dev.kontor.events.proto.Rejection in) throws FutureRecordException {
        return new Rejection(
                refusal(in.getRefusalValue()),
                in.getAccount().isEmpty() ? null : new AccountId(in.getAccount()));
    }

    static List<dev.kontor.events.proto.LegResult> results(List<LegResult> results) {
        List<dev.kontor.events.proto.LegResult> out = new ArrayList<>(results.size());
        for (LegResult result : results) {
            out.add(
                    dev.kontor.events.proto.LegResult.newBuilder()
                            .setLeg(result.leg())
                            .setVersion(result.version())
                            .setBalanceAfter(Wire.balance(result.balanceAfter()))
                            .build());
        }
        return out;
    }

    static List<LegResult> resultsOf(List<dev.kontor.events.proto.LegResult> in) {
        List<LegResult> results = new ArrayList<>(in.size());
        for (dev.kontor.events.proto.LegResult result : in) {
            results.add(
                    new LegResult(
                            result.getLeg(),
                            result.getVersion(),
                            Wire.balance(result.getBalanceAfter())));
        }
        return results;
    }

    static List<dev.kontor.events.proto.Posting> postings(List<Posting> postings) {
        List<dev.kontor.events.proto.Posting> out = new ArrayList<>(postings.size());
        for (Posting posting : postings) {
            out.add(
                    dev.kontor.events.proto.Posting.newBuilder()
                            .setLeg(posting.leg())
                            .setAction(Identities.action(posting.action()))
                            .setVersion(posting.version())
                            .setBalanceAfter(Wire.balance(posting.balanceAfter()))
                            .build());
        }
        return out;
    }

    static List<Posting> postingsOf(List<dev.kontor.events.proto.Posting> in)
            throws FutureRecordException {
        List<Posting> postings = new ArrayList<>(in.size());
        for (dev.kontor.events.proto.Posting posting : in) {
            postings.add(
                    new Posting(
                            posting.getLeg(),
                            Identities.action(posting.getActionValue()),
                            posting.getVersion(),
                            Wire.balance(posting.getBalanceAfter())));
        }
        return postings;
    }

    static dev.kontor.events.proto.Progress progress(Progress progress) {
        dev.kontor.events.proto.Progress.Builder out =
                dev.kontor.events.proto.Progress.newBuilder()
                        .setStatus(status(progress.status()))
                        .setCapturedAmount(progress.capturedAmount())
                        .setReleasedAmount(progress.releasedAmount())
                        .setReversedAmount(progress.reversedAmount())
                        .setReturnedAmount(progress.returnedAmount());
        if (progress.rejection() != null) {
            out.setRejection(rejection(progress.rejection()));
        }
        return out.build();
    }

    static Progress progress(dev.kontor.events.proto.Progress in) throws FutureRecordException {
        return new Progress(
                status(in.getStatusValue()),
                in.getCapturedAmount(),
                in.getReleasedAmount(),
                in.getReversedAmount(),
                in.getReturnedAmount(),
                in.hasRejection() ? rejection(in.getRejection()) : null);
    }
}
