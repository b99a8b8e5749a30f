package dev.kontor.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All that the accounts of one transfer were told and answered, kept apart from the core, and what
/// must hold of it.
final class Journal {
    private final Map<InstructionId, Instruction> told = new HashMap<>();
    private final Map<InstructionId, Result> answers = new HashMap<>();
    private final List<Instruction> waiting = new ArrayList<>();

    /// No leg has two instructions under way, none is told twice, and nobody is credited before it
    /// is certain that all pay.
    void told(Instruction instruction) {
        InstructionId id = instruction.id();
        assertThat(told).doesNotContainKey(id);
        assertThat(waiting).noneMatch(other -> other.id().leg() == id.leg());
        if (id.action() == Action.POST_CREDIT) {
            assertThat(guardsOf(id))
                    .allMatch(guard -> isDone(answers.get(guard.id())), "paid or held");
        }
        if (id.action() == Action.RETURN) {
            assertThat(instruction.amount().minor()).isLessThanOrEqualTo(paid(id));
        }
        told.put(id, instruction);
        waiting.add(instruction);
    }

    List<Instruction> waiting() {
        return waiting;
    }

    void answered(Instruction instruction, Result result) {
        waiting.remove(instruction);
        answers.put(instruction.id(), result);
    }

    /// Nothing is left over: of each currency as much was credited as debited, and every hold was
    /// captured or released, all of it.
    void checkEnd(TransferSnapshot end) {
        Map<Currency, Long> sums = new HashMap<>();
        answers.forEach((id, result) -> {
            if (result instanceof Result.Posted) {
                long sign = takes(id.action()) ? -1 : 1;
                sums.merge(currency(id), sign * minor(id), Math::addExact);
            }
        });
        assertThat(sums.values()).allMatch(sum -> sum == 0, "balances");
        Set<List<Object>> holds = new HashSet<>();
        answers.keySet().stream()
                .filter(id -> answers.get(id) instanceof Result.Held)
                .forEach(id -> holds.add(hold(id)));
        for (List<Object> hold : holds) {
            Predicate<InstructionId> same = id -> hold(id).equals(hold);
            assertThat(sum(Action.CAPTURE, same) + sum(Action.RELEASE, same))
                    .as("captured or released of " + hold)
                    .isEqualTo(sum(Action.HOLD, same));
        }
        checkAmounts(end);
    }

    private void checkAmounts(TransferSnapshot end) {
        Predicate<InstructionId> reversal = id -> id.kind() == RequestKind.REVERSAL;
        long captured = taken(reversal.negate());
        long returned = returned(reversal.negate());
        long reversed = sum(Action.POST_CREDIT, reversal);
        assertThat(end.capturedAmount()).isEqualTo(captured);
        assertThat(end.returnedAmount()).isEqualTo(returned);
        assertThat(end.reversedAmount())
                .isEqualTo(reversed)
                .isLessThanOrEqualTo(captured - returned);
        for (int leg = 0; leg < end.request().legs().size(); leg++) {
            checkLeg(leg, end.request().legs().get(leg).amount().minor(), reversal);
        }
    }

    /// A leg moves no more than its amount, gets no more back than it paid, and pays no more back
    /// than it got.
    private void checkLeg(int leg, long amount, Predicate<InstructionId> isReversal) {
        Predicate<InstructionId> forth = id -> id.leg() == leg && !isReversal.test(id);
        Predicate<InstructionId> back = id -> id.leg() == leg && isReversal.test(id);
        assertThat(taken(forth)).isLessThanOrEqualTo(amount);
        assertThat(sum(Action.POST_CREDIT, forth)).isLessThanOrEqualTo(amount);
        assertThat(sum(Action.POST_CREDIT, back))
                .isLessThanOrEqualTo(taken(forth) - returned(forth));
        assertThat(taken(back) - returned(back))
                .isLessThanOrEqualTo(sum(Action.POST_CREDIT, forth));
    }

    private List<Instruction> guardsOf(InstructionId id) {
        return told.values().stream()
                .filter(each -> isSameRequest(each.id(), id))
                .filter(each ->
                        each.id().action() == Action.HOLD
                                || (each.id().action() == Action.POST_DEBIT
                                        && !each.unconditional()))
                .toList();
    }

    private long paid(InstructionId id) {
        Predicate<InstructionId> same = each -> isSameRequest(each, id) && each.leg() == id.leg();
        return taken(same);
    }

    private long taken(Predicate<InstructionId> fits) {
        return sum(Action.POST_DEBIT, fits) + sum(Action.CAPTURE, fits);
    }

    /// What its own account refuses goes into suspense, and is returned as well.
    private long returned(Predicate<InstructionId> fits) {
        return told.values().stream()
                .filter(each -> each.id().action() == Action.RETURN && fits.test(each.id()))
                .mapToLong(each -> each.amount().minor())
                .sum();
    }

    private long sum(Action action, Predicate<InstructionId> fits) {
        return answers.keySet().stream()
                .filter(id -> id.action() == action && fits.test(id) && isDone(answers.get(id)))
                .mapToLong(this::minor)
                .sum();
    }

    private static boolean isSameRequest(InstructionId a, InstructionId b) {
        return a.kind() == b.kind() && Objects.equals(a.requestId(), b.requestId());
    }

    /// What a hold is of: a reversal has its own, all else are the request's.
    private static List<Object> hold(InstructionId id) {
        return id.kind() == RequestKind.REVERSAL
                ? List.of(id.leg(), Objects.requireNonNull(id.requestId()))
                : List.of(id.leg());
    }

    private static boolean isDone(@Nullable Result result) {
        return result instanceof Result.Posted
                || result instanceof Result.Held
                || result instanceof Result.Released;
    }

    private static boolean takes(Action action) {
        return action == Action.POST_DEBIT || action == Action.CAPTURE;
    }

    private long minor(InstructionId id) {
        return Objects.requireNonNull(told.get(id)).amount().minor();
    }

    private Currency currency(InstructionId id) {
        return Objects.requireNonNull(told.get(id)).amount().currency();
    }
}
