package dev.kontor.events.codec;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import dev.kontor.events.proto.AccountAnswer;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.AccountOpened;
import dev.kontor.events.proto.EntryPosted;
import dev.kontor.events.proto.OpeningConflicted;

/// Records of the topic `account-events`.
public final class AccountEvents {
    private AccountEvents() {}

    public static byte[] encode(AccountEvent event) {
        AccountEventRecord.Builder out =
                AccountEventRecord.newBuilder()
                        .setRules(event.rules())
                        .setTenant(event.key().tenant().name())
                        .setAccount(event.key().id().text());
        switch (event) {
            case AccountEvent.Answer answer -> out.setAnswer(answer(answer));
            case AccountEvent.Numbered numbered -> fill(out, numbered);
        }
        return out.build().toByteArray();
    }

    private static void fill(AccountEventRecord.Builder out, AccountEvent.Numbered event) {
        out.setVersion(event.version());
        switch (event) {
            case AccountEvent.Opened e ->
                    out.setOpened(
                            AccountOpened.newBuilder()
                                    .setOpening(Wire.opening(e.opening()))
                                    .setContentDigest(e.digest().text())
                                    .setAt(Micros.of(e.at())));
            case AccountEvent.EntryPosted e ->
                    out.setEntry(
                            EntryPosted.newBuilder()
                                    .setTransferId(Wire.bytes(e.transfer().uuid()))
                                    .setRequestKind(Wire.requestKind(e.kind()))
                                    .setRequestId(Wire.requestId(e.requestId()))
                                    .setLeg(e.leg())
                                    .setAction(Wire.action(e.action()))
                                    .setDirection(Wire.direction(e.direction()))
                                    .setAmount(e.amount().minor())
                                    .setCurrency(e.amount().currency().code())
                                    .setBalanceAfter(Wire.balance(e.balanceAfter()))
                                    .setHeldAfter(e.heldAfter())
                                    .setPostedAt(Micros.of(e.postedAt()))
                                    .setEffectiveAt(Micros.of(e.effectiveAt())));
            case AccountEvent.OpeningConflicted e ->
                    out.setConflicted(
                            OpeningConflicted.newBuilder()
                                    .setContentDigest(Wire.digest(e.digest()))
                                    .setAt(Micros.of(e.at())));
        }
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     account
    /// @throws FutureRecordException if a newer build wrote it
    public static AccountEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> AccountEventRecord.parseFrom(value),
                in -> {
                    AccountKey named = Wire.accountKey(in.getTenant(), in.getAccount());
                    Wire.checkKey(named, key);
                    return event(Rules.check(in.getRules()), named, in);
                });
    }

    private static AccountEvent event(int rules, AccountKey key, AccountEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        long version = in.getVersion();
        if ((version < 1) != in.hasAnswer()) {
            throw new UnreadableRecordException("facts carry a version, answers none: " + version);
        }
        return switch (in.getKindCase()) {
            case OPENED ->
                    new AccountEvent.Opened(
                            rules,
                            key,
                            version,
                            Wire.opening(in.getOpened().getOpening()),
                            new ContentDigest(in.getOpened().getContentDigest()),
                            Micros.toInstant(in.getOpened().getAt()));
            case ENTRY -> entry(rules, key, version, in.getEntry());
            case CONFLICTED ->
                    new AccountEvent.OpeningConflicted(
                            rules,
                            key,
                            version,
                            Wire.digest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case ANSWER -> answer(rules, key, in.getAnswer());
            case KIND_NOT_SET -> throw Wire.noKind(in);
        };
    }

    private static AccountEvent entry(int rules, AccountKey key, long version, EntryPosted in)
            throws FutureRecordException {
        InstructionId id =
                Wire.instructionId(
                        key,
                        in.getTransferId(),
                        in.getRequestKindValue(),
                        in.getRequestId(),
                        in.getLeg(),
                        in.getActionValue());
        return new AccountEvent.EntryPosted(
                rules,
                key,
                version,
                id.transfer(),
                id.kind(),
                id.requestId(),
                id.leg(),
                id.action(),
                Wire.direction(in.getDirectionValue()),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                Wire.balance(in.getBalanceAfter()),
                in.getHeldAfter(),
                Micros.toInstant(in.getPostedAt()),
                Micros.toInstant(in.getEffectiveAt()));
    }

    private static AccountAnswer answer(AccountEvent.Answer answer) {
        AccountSnapshot account = answer.account();
        return AccountAnswer.newBuilder()
                .setAccount(
                        dev.kontor.events.proto.AccountSnapshot.newBuilder()
                                .setOpening(Wire.opening(account.opening()))
                                .setContentDigest(account.digest().text())
                                .setStatus(
                                        dev.kontor.events.proto.AccountStatus.forNumber(
                                                Wire.number(account.status())))
                                .setOverdraftLimit(Wire.limit(account.overdraftLimit()))
                                .setPosted(Wire.balance(account.posted()))
                                .setHeld(account.held())
                                .setVersion(account.version())
                                .setOpenedAt(Micros.of(account.openedAt()))
                                .setUpdatedAt(Micros.of(account.updatedAt()))
                                .setConflictCount(account.conflicts().count())
                                .addAllConflictDigests(
                                        account.conflicts().digests().stream()
                                                .map(ContentDigest::text)
                                                .toList()))
                .addAllReplies(answer.replies().stream().map(Wire::reply).toList())
                .build();
    }

    private static AccountEvent answer(int rules, AccountKey key, AccountAnswer answer) {
        dev.kontor.events.proto.AccountSnapshot in = answer.getAccount();
        AccountSnapshot account =
                new AccountSnapshot(
                        key,
                        Wire.opening(in.getOpening()),
                        new ContentDigest(in.getContentDigest()),
                        Wire.known(AccountStatus.values(), in.getStatusValue(), "account status"),
                        Wire.limit(in.getOverdraftLimit()),
                        Wire.balance(in.getPosted()),
                        in.getHeld(),
                        in.getVersion(),
                        Micros.toInstant(in.getOpenedAt()),
                        Micros.toInstant(in.getUpdatedAt()),
                        new Conflicts(
                                in.getConflictCount(),
                                in.getConflictDigestsList().stream()
                                        .map(ContentDigest::new)
                                        .toList()));
        return new AccountEvent.Answer(
                rules, account, answer.getRepliesList().stream().map(Wire::reply).toList());
    }
}
