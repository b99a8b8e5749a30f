package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.MAX;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommand.ChangeOverdraftLimit;
import dev.kontor.events.model.AccountCommand.Close;
import dev.kontor.events.model.AccountCommand.Freeze;
import dev.kontor.events.model.AccountCommand.Unfreeze;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.OverdraftLimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What accounts should be, written from `docs/transfers.md` and not from the core: entries are
/// summed up again each time, and so are the open holds.
final class ExpectedBank {
    private final Map<String, Expected> accounts = new TreeMap<>();

    /// What is left of one hold.
    record OpenHold(String account, long transfer, long left) {}

    void open(String name, OverdraftLimit limit) {
        accounts.put(name, new Expected(limit));
    }

    @Nullable Expected find(String name) {
        return accounts.get(name);
    }

    Map<String, Expected> all() {
        return accounts;
    }

    List<OpenHold> holds() {
        List<OpenHold> open = new ArrayList<>();
        accounts.forEach((name, account) ->
                new TreeMap<>(account.holds)
                        .forEach((transfer, left) -> open.add(new OpenHold(name, transfer, left))));
        return open;
    }

    static final class Expected {
        private final OverdraftLimit opening;
        private final List<BigInteger> entries = new ArrayList<>();
        private final Map<Long, Long> holds = new HashMap<>();
        private AccountStatus status = AccountStatus.OPEN;
        private OverdraftLimit limit;
        private long version = 1;

        private Expected(OverdraftLimit opening) {
            this.opening = opening;
            this.limit = opening;
        }

        OverdraftLimit opening() {
            return opening;
        }

        OverdraftLimit limit() {
            return limit;
        }

        AccountStatus status() {
            return status;
        }

        long version() {
            return version;
        }

        long nextVersion() {
            return ++version;
        }

        BigInteger posted() {
            return entries.stream().reduce(BigInteger.ZERO, BigInteger::add);
        }

        long held() {
            return holds.values().stream().mapToLong(Long::longValue).sum();
        }

        boolean isEmpty() {
            return posted().signum() == 0 && held() == 0;
        }

        /// @return null if it is without limit
        @Nullable BigInteger available() {
            return switch (limit) {
                case OverdraftLimit.Unlimited() -> null;
                case OverdraftLimit.Limited(long minor) ->
                        posted().subtract(number(held())).add(number(minor));
            };
        }

        boolean allows(Action action, long minor) {
            BigInteger available = available();
            return switch (action) {
                case CAPTURE, RELEASE -> true;
                case POST_CREDIT ->
                        status != AccountStatus.CLOSED
                                && (available == null
                                        || posted().add(number(minor)).compareTo(number(MAX)) <= 0);
                case POST_DEBIT ->
                        status == AccountStatus.OPEN
                                && (available == null || available.compareTo(number(minor)) >= 0);
                case HOLD ->
                        status == AccountStatus.OPEN
                                && number(held()).add(number(minor)).compareTo(number(MAX)) <= 0
                                && (available == null || available.compareTo(number(minor)) >= 0);
                case PROBE, RETURN, SUSPENSE -> throw new AssertionError(action);
            };
        }

        void move(Action action, long minor, long transfer) {
            switch (action) {
                case POST_CREDIT -> entries.add(number(minor));
                case POST_DEBIT -> entries.add(number(-minor));
                case HOLD -> holds.put(transfer, minor);
                case CAPTURE -> {
                    entries.add(number(-minor));
                    take(transfer, minor);
                }
                case RELEASE -> take(transfer, minor);
                case PROBE, RETURN, SUSPENSE -> throw new AssertionError(action);
            }
        }

        /// @return whether it is done
        boolean command(AccountCommand command) {
            boolean done =
                    limit instanceof OverdraftLimit.Limited
                            && status != AccountStatus.CLOSED
                            && isInStateFor(command);
            if (done) {
                switch (command) {
                    case Freeze _ -> status = AccountStatus.FROZEN;
                    case Unfreeze _ -> status = AccountStatus.OPEN;
                    case Close _ -> status = AccountStatus.CLOSED;
                    case ChangeOverdraftLimit(long minor) ->
                            limit = new OverdraftLimit.Limited(minor);
                }
            }
            return done;
        }

        private boolean isInStateFor(AccountCommand command) {
            return switch (command) {
                case Freeze _ -> status == AccountStatus.OPEN;
                case Unfreeze _ -> status == AccountStatus.FROZEN;
                case Close _ -> isEmpty();
                case ChangeOverdraftLimit _ -> true;
            };
        }

        private void take(long transfer, long minor) {
            holds.merge(transfer, -minor, Long::sum);
            holds.values().removeIf(left -> left == 0);
        }

        private static BigInteger number(long minor) {
            return BigInteger.valueOf(minor);
        }
    }
}
