package dev.kontor.events.codec;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.proto.AccountFactsRecord;

/// Records of the compacted topic `accounts`.
public final class AccountFactsRecords {
    private AccountFactsRecords() {}

    /// What is known of one account.
    public record KnownAccount(AccountKey key, AccountFacts facts) {}

    public static byte[] encode(int rules, KnownAccount account) {
        return AccountFactsRecord.newBuilder()
                .setRules(rules)
                .setTenant(account.key().tenant().name())
                .setAccount(account.key().id().text())
                .setFacts(Openings.facts(account.facts()))
                .build()
                .toByteArray();
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     account
    /// @throws FutureRecordException if a newer build wrote it
    public static KnownAccount decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> AccountFactsRecord.parseFrom(value),
                in -> {
                    Rules.check(in.getRules());
                    AccountKey named = Wire.accountKey(in.getTenant(), in.getAccount());
                    Wire.checkKey(named, key);
                    return new KnownAccount(named, Openings.facts(in.getFacts()));
                });
    }
}
