package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Reply.Standing;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How accounts begin: by a client's request, of which the first counts, and suspense by itself.
final class Openings {
    private static final long FIRST_VERSION = 1;
    private static final OverdraftLimit NO_OVERDRAFT = new OverdraftLimit.Limited(0);

    private Openings() {}

    static Decision decide(OpeningRequested request, @Nullable Account account) {
        AccountKey key = request.key();
        if (key.id().isReserved()) {
            return new Decision.Broken("no client opens " + key);
        }
        if (account == null) {
            return new Decision.Opened(opened(request.rules(), key, request.opening()));
        }
        ContentDigest digest = ContentDigest.of(request.opening());
        if (digest.equals(account.digest())) {
            return new Decision.AlreadyOpen(key, Standing.REPEAT);
        }
        if (!account.conflicts().records(digest)) {
            return new Decision.AlreadyOpen(key, Standing.CONFLICT);
        }
        return new Decision.Conflicted(
                new AccountEvent.OpeningConflicted(
                        request.rules(),
                        key,
                        account.version() + 1,
                        account.conflicts().kept(digest),
                        account.timeOf(request.opening().receivedAt())));
    }

    /// @param first what came to it before it was there
    static AccountEvent.Opened suspense(Instruction first) {
        Currency currency = first.amount().currency();
        OpenAccount opening =
                new OpenAccount(currency, NO_OVERDRAFT, new TreeMap<>(), first.receivedAt());
        return opened(first.rules(), first.id().account(), opening);
    }

    private static AccountEvent.Opened opened(int rules, AccountKey key, OpenAccount opening) {
        return new AccountEvent.Opened(
                rules,
                key,
                FIRST_VERSION,
                opening,
                ContentDigest.of(opening),
                opening.receivedAt());
    }
}
