package dev.kontor.events.codec;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.proto.AccountCommandDecided;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.AccountOpened;
import dev.kontor.events.proto.HoldChange;
import dev.kontor.events.proto.OpeningConflicted;

/// The numbered ones of the topic `account-events`, to and from bytes.
final class AccountHistory {
    private AccountHistory() {}

    static void fill(AccountEventRecord.Builder out, AccountEvent.Numbered event) {
        out.setVersion(event.version());
        switch (event) {
            case AccountEvent.Opened e ->
                    out.setOpened(
                            AccountOpened.newBuilder()
                                    .setOpening(Openings.opening(e.opening()))
                                    .setContentDigest(e.digest().text())
                                    .setAt(Micros.of(e.at())));
            case AccountEvent.EntryPosted e -> out.setEntry(entry(e));
            case AccountEvent.HoldPlaced e -> out.setHoldPlaced(placed(e));
            case AccountEvent.HoldReleased e -> out.setHoldReleased(released(e));
            case AccountEvent.CommandDecided e ->
                    out.setCommandDecided(
                            AccountCommandDecided.newBuilder()
                                    .setCommand(AccountCommands.snapshot(e.command()))
                                    .setStatusAfter(Snapshots.status(e.statusAfter()))
                                    .setLimitAfter(Openings.limit(e.limitAfter()))
                                    .setAt(Micros.of(e.at())));
            case AccountEvent.CommandConflicted e ->
                    out.setCommandConflicted(
                            Wire.commandConflicted(e.commandId(), e.digest(), e.at()));
            case AccountEvent.OpeningConflicted e ->
                    out.setConflicted(
                            OpeningConflicted.newBuilder()
                                    .setContentDigest(Wire.digest(e.digest()))
                                    .setAt(Micros.of(e.at())));
        }
    }

    static AccountEvent.Numbered fact(int rules, AccountKey key, AccountEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        long version = in.getVersion();
        if (version < 1) {
            throw new UnreadableRecordException("a fact without a version");
        }
        return switch (in.getKindCase()) {
            case OPENED ->
                    new AccountEvent.Opened(
                            rules,
                            key,
                            version,
                            Openings.opening(in.getOpened().getOpening()),
                            new ContentDigest(in.getOpened().getContentDigest()),
                            Micros.toInstant(in.getOpened().getAt()));
            case ENTRY -> entry(rules, key, version, in.getEntry());
            case HOLD_PLACED -> placed(rules, key, version, in.getHoldPlaced());
            case HOLD_RELEASED -> released(rules, key, version, in.getHoldReleased());
            case COMMAND_DECIDED ->
                    new AccountEvent.CommandDecided(
                            rules,
                            key,
                            version,
                            AccountCommands.snapshot(in.getCommandDecided().getCommand()),
                            Snapshots.status(in.getCommandDecided().getStatusAfterValue()),
                            Openings.limit(in.getCommandDecided().getLimitAfter()),
                            Micros.toInstant(in.getCommandDecided().getAt()));
            case COMMAND_CONFLICTED ->
                    new AccountEvent.CommandConflicted(
                            rules,
                            key,
                            version,
                            Wire.uuid(in.getCommandConflicted().getCommandId()),
                            Wire.digest(in.getCommandConflicted().getContentDigest()),
                            Micros.toInstant(in.getCommandConflicted().getAt()));
            case CONFLICTED ->
                    new AccountEvent.OpeningConflicted(
                            rules,
                            key,
                            version,
                            Wire.digest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case ANSWER, COMMAND_ANSWER, COMMAND_NOT_FOUND, KIND_NOT_SET ->
                    throw new IllegalStateException("no fact: " + in.getKindCase());
        };
    }

    private static dev.kontor.events.proto.EntryPosted entry(AccountEvent.EntryPosted entry) {
        return dev.kontor.events.proto.EntryPosted.newBuilder()
                .setTransferId(Wire.bytes(entry.transfer().uuid()))
                .setRequestKind(Identities.requestKind(entry.kind()))
                .setRequestId(Identities.requestId(entry.requestId()))
                .setLeg(entry.leg())
                .setAction(Identities.action(entry.action()))
                .setDirection(Requests.direction(entry.direction()))
                .setAmount(entry.amount().minor())
                .setCurrency(entry.amount().currency().code())
                .setBalanceAfter(Wire.balance(entry.balanceAfter()))
                .setHeldAfter(entry.heldAfter())
                .setPostedAt(Micros.of(entry.postedAt()))
                .setEffectiveAt(Micros.of(entry.effectiveAt()))
                .build();
    }

    private static AccountEvent.EntryPosted entry(
            int rules, AccountKey key, long version, dev.kontor.events.proto.EntryPosted in)
            throws FutureRecordException {
        return new AccountEvent.EntryPosted(
                rules,
                key,
                version,
                new TransferId(Wire.uuid(in.getTransferId())),
                Identities.requestKind(in.getRequestKindValue()),
                Identities.requestId(in.getRequestId()),
                in.getLeg(),
                Identities.action(in.getActionValue()),
                Requests.direction(in.getDirectionValue()),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                Wire.balance(in.getBalanceAfter()),
                in.getHeldAfter(),
                Micros.toInstant(in.getPostedAt()),
                Micros.toInstant(in.getEffectiveAt()));
    }

    private static HoldChange placed(AccountEvent.HoldPlaced hold) {
        return HoldChange.newBuilder()
                .setTransferId(Wire.bytes(hold.transfer().uuid()))
                .setRequestKind(Identities.requestKind(hold.kind()))
                .setRequestId(Identities.requestId(hold.requestId()))
                .setLeg(hold.leg())
                .setAmount(hold.amount().minor())
                .setCurrency(hold.amount().currency().code())
                .setBalance(Wire.balance(hold.balance()))
                .setHeldAfter(hold.heldAfter())
                .setAt(Micros.of(hold.at()))
                .build();
    }

    private static AccountEvent.HoldPlaced placed(
            int rules, AccountKey key, long version, HoldChange in) throws FutureRecordException {
        return new AccountEvent.HoldPlaced(
                rules,
                key,
                version,
                new TransferId(Wire.uuid(in.getTransferId())),
                Identities.requestKind(in.getRequestKindValue()),
                Identities.requestId(in.getRequestId()),
                in.getLeg(),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                Wire.balance(in.getBalance()),
                in.getHeldAfter(),
                Micros.toInstant(in.getAt()));
    }

    private static HoldChange released(AccountEvent.HoldReleased hold) {
        return HoldChange.newBuilder()
                .setTransferId(Wire.bytes(hold.transfer().uuid()))
                .setRequestKind(Identities.requestKind(hold.kind()))
                .setRequestId(Identities.requestId(hold.requestId()))
                .setLeg(hold.leg())
                .setAmount(hold.amount().minor())
                .setCurrency(hold.amount().currency().code())
                .setBalance(Wire.balance(hold.balance()))
                .setHeldAfter(hold.heldAfter())
                .setAt(Micros.of(hold.at()))
                .build();
    }

    private static AccountEvent.HoldReleased released(
            int rules, AccountKey key, long version, HoldChange in) throws FutureRecordException {
        return new AccountEvent.HoldReleased(
                rules,
                key,
                version,
                new TransferId(Wire.uuid(in.getTransferId())),
                Identities.requestKind(in.getRequestKindValue()),
                Identities.requestId(in.getRequestId()),
                in.getLeg(),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                Wire.balance(in.getBalance()),
                in.getHeldAfter(),
                Micros.toInstant(in.getAt()));
    }
}
