package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;

/// All that has happened to one transfer. Immutable.
///
/// @param rules the number of the rules it is decided by
/// @param step the number of the last [Step]
/// @param number of the last numbered event
/// @param latest the latest time it was told of, by its request, accounts, commands and expiry
/// @param results the newest of each leg's own account
public record Transfer(
        TransferKey key,
        int rules,
        TransferRequest request,
        ContentDigest digest,
        int step,
        long number,
        Instant latest,
        Fate fate,
        Agenda agenda,
        Tally tally,
        PerLeg<LegResult> results,
        Commands commands,
        Claimants claimants) {

    /// How many commands a snapshot shows, so that it fits into a record.
    static final int MAX_SHOWN = 100;

    public TransferStatus status() {
        return fate.status();
    }

    /// Whether something is under way.
    public boolean isUnderWay() {
        return !agenda.isIdle();
    }

    /// Whether it rests until a command or its expiry comes.
    public boolean isAuthorized() {
        return agenda.isIdle() && status() == TransferStatus.AUTHORIZED;
    }

    /// @return from when on its authorization is expired, if it is manual
    public Instant expiry() {
        return request.expiry();
    }

    /// @return how many instructions it has remembered
    public int asked() {
        int past = agenda.past().stream().mapToInt(round -> round.asks().size()).sum();
        return agenda.current() == null ? past : past + agenda.current().asks().size();
    }

    public TransferSnapshot snapshot() {
        return new TransferSnapshot(
                key,
                request,
                digest,
                status(),
                results.stream().toList(),
                tally.capturedAmount(),
                releasedAmount(),
                tally.reversedAmount(),
                tally.returnedAmount(),
                fate.rejection(),
                claimants.conflicts(),
                fate.decidedAt(),
                commands.last(MAX_SHOWN).stream().map(Command::snapshot).toList());
    }

    Progress progress() {
        return new Progress(
                status(),
                tally.capturedAmount(),
                releasedAmount(),
                tally.reversedAmount(),
                tally.returnedAmount(),
                fate.rejection());
    }

    boolean isManual() {
        return request.capture() == Capture.MANUAL;
    }

    int legs() {
        return request.legs().size();
    }

    Leg legAt(int leg) {
        return request.legs().get(leg);
    }

    boolean isDebit(int leg) {
        return legAt(leg).direction() == Direction.DEBIT;
    }

    boolean hasSeveralCurrencies() {
        return request.legs().stream().map(leg -> leg.amount().currency()).distinct().count() > 1;
    }

    /// Whether the authorization ends at that time or ended before it.
    boolean isExpiredAt(Instant time) {
        return !time.isBefore(expiry());
    }

    /// @return what was authorized and is not captured, of each leg
    Amounts uncaptured() {
        return Amounts.of(legs(), this::uncaptured);
    }

    long uncaptured(int leg) {
        return legAt(leg).amount().minor() - tally.captured().at(leg);
    }

    /// @return the account that does `action` for the leg
    AccountId accountOf(int leg, Action action) {
        return action == Action.SUSPENSE
                ? AccountId.suspense(legAt(leg).amount().currency())
                : legAt(leg).account();
    }

    static Transfer received(TransferKey key, Change.Received change, Round round) {
        int legs = change.request().legs().size();
        return new Transfer(
                key,
                change.rules(),
                change.request(),
                change.digest(),
                0,
                1,
                change.request().receivedAt(),
                Fate.OPEN,
                Agenda.beginning(round),
                Tally.none(legs),
                PerLeg.none(legs),
                Commands.NONE,
                Claimants.NONE);
    }

    private long releasedAmount() {
        boolean ended = isManual() && status().isFinal() && status() != TransferStatus.REJECTED;
        return ended ? uncaptured().sum(this::isDebit) : 0;
    }

    Transfer stepped(int to) {
        return new Transfer(
                key, rules, request, digest, to, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    /// One more numbered event.
    Transfer numbered() {
        return new Transfer(
                key,
                rules,
                request,
                digest,
                step,
                number + 1,
                latest,
                fate,
                agenda,
                tally,
                results,
                commands,
                claimants);
    }

    Transfer heard(Instant time) {
        Instant later = time.isAfter(latest) ? time : latest;
        return new Transfer(
                key, rules, request, digest, step, number, later, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(Fate fate) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(Agenda agenda) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(Tally tally) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(PerLeg<LegResult> results) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(Commands commands) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }

    Transfer with(Claimants claimants) {
        return new Transfer(
                key, rules, request, digest, step, number, latest, fate, agenda, tally, results,
                commands, claimants);
    }
}
