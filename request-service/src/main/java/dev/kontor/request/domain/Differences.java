package dev.kontor.request.domain;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Names the fields by which a request differs from the one that has its id.
public final class Differences {
    private final List<String> fields = new ArrayList<>();

    private Differences() {}

    public static List<String> between(TransferRequest recorded, TransferRequest asked) {
        Differences differences = new Differences();
        differences.compareLegs(recorded.legs(), asked.legs());
        differences.compare("capture", recorded.capture(), asked.capture());
        differences.compare("expires_at", recorded.expiresAt(), asked.expiresAt());
        differences.compare("happened_at", recorded.happenedAt(), asked.happenedAt());
        differences.compare("description", recorded.description(), asked.description());
        differences.compare("metadata", recorded.metadata(), asked.metadata());
        return differences.fields;
    }

    public static List<String> between(OpenAccount recorded, OpenAccount asked) {
        Differences differences = new Differences();
        differences.compare("currency", recorded.currency(), asked.currency());
        differences.compare("overdraft_limit", recorded.overdraftLimit(), asked.overdraftLimit());
        differences.compare("metadata", recorded.metadata(), asked.metadata());
        return differences.fields;
    }

    /// A field that a kind does not have counts as left out.
    public static List<String> between(TransferCommand recorded, TransferCommand asked) {
        Differences differences = new Differences();
        differences.compare("kind", recorded.kind(), asked.kind());
        differences.compare("amount", recorded.amountMinor(), asked.amountMinor());
        if (recorded instanceof TransferCommand.Capture(var _, boolean wasFinal)
                && asked instanceof TransferCommand.Capture(var _, boolean isFinal)) {
            differences.compare("final", wasFinal, isFinal);
        }
        differences.compare("reason", reason(recorded), reason(asked));
        return differences.fields;
    }

    /// A field that a kind does not have counts as left out.
    public static List<String> between(AccountCommand recorded, AccountCommand asked) {
        Differences differences = new Differences();
        differences.compare("kind", recorded.kind(), asked.kind());
        differences.compare("reason", reason(recorded), reason(asked));
        differences.compare("overdraft_limit", limit(recorded), limit(asked));
        return differences.fields;
    }

    private static @Nullable String reason(TransferCommand command) {
        return switch (command) {
            case TransferCommand.Reversal(var _, String reason) -> reason;
            case TransferCommand.Capture _, TransferCommand.Void _ -> null;
        };
    }

    private static @Nullable String reason(AccountCommand command) {
        return switch (command) {
            case AccountCommand.Freeze(String reason) -> reason;
            case AccountCommand.Unfreeze(String reason) -> reason;
            case AccountCommand.Close(String reason) -> reason;
            case AccountCommand.ChangeOverdraftLimit _ -> null;
        };
    }

    private static @Nullable Long limit(AccountCommand command) {
        return switch (command) {
            case AccountCommand.ChangeOverdraftLimit(long limit) -> limit;
            case AccountCommand.Freeze _, AccountCommand.Unfreeze _, AccountCommand.Close _ -> null;
        };
    }

    /// By the names of the two-account form, unless one of the two cannot be written in it.
    private void compareLegs(List<Leg> recorded, List<Leg> asked) {
        if (!isTwoAccountForm(recorded) || !isTwoAccountForm(asked)) {
            compare("legs", contents(recorded), contents(asked));
            return;
        }
        Leg debit = recorded.getFirst();
        compare("amount", debit.amount().minor(), asked.getFirst().amount().minor());
        compare("currency", debit.amount().currency(), asked.getFirst().amount().currency());
        compare("debit_account", debit.account(), asked.getFirst().account());
        compare("credit_account", recorded.getLast().account(), asked.getLast().account());
    }

    private static boolean isTwoAccountForm(List<Leg> legs) {
        return legs.size() == 2
                && legs.getFirst().direction() == Direction.DEBIT
                && legs.getLast().direction() == Direction.CREDIT;
    }

    /// Without what we stamped on them.
    private static List<Leg> contents(List<Leg> legs) {
        return legs.stream().map(Leg::withoutHint).toList();
    }

    private void compare(String field, @Nullable Object recorded, @Nullable Object asked) {
        if (!Objects.equals(recorded, asked)) {
            fields.add(field);
        }
    }
}
