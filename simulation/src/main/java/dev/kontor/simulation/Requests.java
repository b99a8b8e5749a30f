package dev.kontor.simulation;

import dev.kontor.account.domain.Account;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.Requested;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What clients ask, chosen so that it comes to every way a transfer can go.
final class Requests {
    private static final SortedMap<String, String> NO_METADATA =
            Collections.unmodifiableSortedMap(new TreeMap<>());
    private static final int RULES = 2;

    private final World world;
    private final Dice dice;
    private final Bank bank;
    private final Hints hints;
    private final List<Requested> asked = new ArrayList<>();
    private final int hinted;
    private final int manual;
    private final int several;

    Requests(World world, Bank bank) {
        this.world = world;
        this.dice = world.dice;
        this.bank = bank;
        this.hints = new Hints(world.kafka);
        this.hinted = 300 + dice.below(700);
        this.manual = dice.below(700);
        this.several = dice.below(700);
    }

    InstructionRecord opening(Bank.Plan plan, Instant received) {
        OpenAccount opening = new OpenAccount(plan.currency(), plan.limit(), NO_METADATA, received);
        return new OpeningRequested(RULES, plan.key(), opening);
    }

    /// Mostly one that is open already.
    InstructionRecord opening(Instant received) {
        return opening(
                dice.pick(bank.plans().stream().filter(Bank.Plan::opened).toList()), received);
    }

    /// Money from outside for an account, if it is one that should have some.
    Optional<TransferRecord> funding(Bank.Plan plan, Instant received) {
        if (!plan.opened() || plan.limit().isUnlimited() || plan.id().text().startsWith("till")) {
            return Optional.empty();
        }
        Money amount = new Money(dice.between(50, 1_500), plan.currency());
        List<Leg> legs =
                List.of(
                        leg(bank.of(plan.currency()).getFirst().id(), Direction.DEBIT, amount),
                        leg(plan.id(), Direction.CREDIT, amount));
        return Optional.of(requested(legs, Capture.AUTOMATIC, null, received));
    }

    TransferRecord transfer(Instant received) {
        for (int i = 0; i < hints.partitions(); i++) {
            if (dice.chance(200)) {
                hints.readOn(i);
            }
        }
        List<Leg> legs =
                dice.chance(several) ? severalLegs() : twoLegs(dice.pick(bank.currencies()));
        Capture capture = dice.chance(manual) ? Capture.MANUAL : Capture.AUTOMATIC;
        Instant expires = null;
        if (capture == Capture.MANUAL && dice.chance(700)) {
            expires = received.plus(lifetime());
        }
        return requested(legs, capture, expires, received);
    }

    private Requested requested(
            List<Leg> legs, Capture capture, @Nullable Instant expires, Instant received) {
        Instant sentAt = dice.chance(300) ? received.minusMillis(dice.below(5_000)) : null;
        Instant happenedAt = dice.chance(300) ? received.minusMillis(dice.below(50_000)) : null;
        TransferRequest request =
                new TransferRequest(
                        legs, capture, expires, happenedAt, sentAt, received, null, NO_METADATA);
        TransferId id = new TransferId(new UUID(dice.bits(), dice.bits()));
        boolean plain = legs.size() == 2 && capture == Capture.AUTOMATIC;
        Requested requested =
                new Requested(
                        plain && dice.chance(200) ? 1 : RULES,
                        new TransferKey(Tenant.DEFAULT, id),
                        request);
        asked.add(requested);
        return requested;
    }

    private Duration lifetime() {
        return switch (dice.weighted(10, 15, 25, 25, 25)) {
            case 0 -> Duration.ofMillis(dice.chance(150) ? 0 : dice.between(-500, 3_000));
            case 1 -> Duration.ofSeconds(dice.between(1, 20));
            case 2 -> Duration.ofSeconds(dice.between(1, 120));
            case 3 -> Duration.ofMinutes(dice.between(1, 120));
            default -> Duration.ofDays(dice.between(1, 20));
        };
    }

    private List<Leg> twoLegs(Currency currency) {
        List<Bank.Plan> plans = bank.of(currency);
        Bank.Plan debit = dice.chance(250) ? plans.getFirst() : known(plans);
        Bank.Plan credit = known(plans);
        while (credit.equals(debit)) {
            credit = known(plans);
        }
        Money amount = amount(debit, currency);
        if (dice.chance(20)) {
            credit = dice.pick(bank.plans());
        }
        if (dice.chance(30) && posted(credit.key()) > 0) {
            debit = plans.getFirst();
            long room = Money.MAX_MINOR - posted(credit.key());
            amount = new Money(Math.clamp(room + dice.below(2), 1, Money.MAX_MINOR), currency);
        }
        AccountId payer = dice.chance(15) ? AccountId.suspense(currency) : mistaken(debit).id();
        return List.of(
                leg(payer, Direction.DEBIT, amount), leg(credit.id(), Direction.CREDIT, amount));
    }

    /// Seldom one that nobody ever opens.
    private Bank.Plan known(List<Bank.Plan> plans) {
        Bank.Plan plan = dice.pick(plans);
        return plan.opened() || dice.chance(100) ? plan : dice.pick(plans);
    }

    private Bank.Plan mistaken(Bank.Plan meant) {
        return dice.chance(15) ? dice.pick(bank.plans()) : meant;
    }

    private List<Leg> severalLegs() {
        List<Leg> legs = new ArrayList<>();
        int currencies = dice.chance(250) ? bank.currencies().size() : 1;
        for (int i = 0; i < currencies; i++) {
            Currency currency =
                    currencies == 1 ? dice.pick(bank.currencies()) : bank.currencies().get(i);
            int most = dice.chance(20) ? 40 : 3;
            int debits = 1 + dice.below(most);
            int credits = 1 + dice.below(most);
            long total = (long) debits + credits + dice.below(dice.chance(500) ? 40 : 400);
            add(legs, currency, Direction.DEBIT, debits, total);
            add(legs, currency, Direction.CREDIT, credits, total);
        }
        return shuffled(legs);
    }

    private void add(
            List<Leg> legs, Currency currency, Direction direction, int count, long total) {
        List<Bank.Plan> plans = bank.of(currency);
        long rest = total;
        for (int left = count; left > 0; left--) {
            long part = left == 1 ? rest : dice.between(1, rest - left + 1);
            rest -= part;
            Bank.Plan plan = dice.chance(100) ? plans.getFirst() : mistaken(known(plans));
            legs.add(leg(plan.id(), direction, new Money(part, currency)));
        }
    }

    private List<Leg> shuffled(List<Leg> legs) {
        for (int i = legs.size() - 1; i > 0; i--) {
            legs.set(i, legs.set(dice.below(i + 1), legs.get(i)));
        }
        return legs;
    }

    private Leg leg(AccountId account, Direction direction, Money amount) {
        AccountFacts hint =
                dice.chance(hinted) ? hints.of(new AccountKey(Tenant.DEFAULT, account)) : null;
        return new Leg(account, direction, amount, hint);
    }

    /// Small ones, all there is, one too many, and as much as there can be.
    private Money amount(Bank.Plan payer, Currency currency) {
        long minor =
                switch (dice.weighted(60, 20, 10, 2)) {
                    case 0 -> dice.between(1, 200);
                    case 1 -> available(payer.key()) + dice.below(2);
                    case 2 -> dice.between(1, 2_000);
                    default -> Money.MAX_MINOR - dice.below(3);
                };
        return new Money(Math.clamp(minor, 1, Money.MAX_MINOR), currency);
    }

    private long available(AccountKey key) {
        Account account = world.accounts.accounts().get(key);
        return account == null ? 1 : posted(key) - account.held();
    }

    private long posted(AccountKey key) {
        Account account = world.accounts.accounts().get(key);
        BigInteger most = BigInteger.valueOf(Money.MAX_MINOR);
        return account == null ? 0 : account.posted().min(most).max(most.negate()).longValue();
    }

    /// A command on a transfer that was asked for not long ago, mostly one that it suits; or on
    /// none.
    Optional<TransferRecord> command(Instant received) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Requested> authorized = standing(TransferStatus.AUTHORIZED);
        Optional<Requested> posted = standing(TransferStatus.POSTED);
        return switch (dice.weighted(45, 10, 30, 15, 2)) {
            case 0 -> authorized.map(it -> on(it.key(), capture(), inTime(it, received)));
            case 1 ->
                    authorized.map(
                            it -> on(it.key(), new TransferCommand.Void(), inTime(it, received)));
            case 2 -> posted.map(it -> on(it.key(), reversal(), received));
            case 3 -> Optional.of(on(recent().key(), content(), received));
            default -> {
                TransferId nobodys = new TransferId(new UUID(dice.bits(), dice.bits()));
                yield Optional.of(
                        on(new TransferKey(Tenant.DEFAULT, nobodys), content(), received));
            }
        };
    }

    /// Now and then at the very moment of the expiry, or one before.
    private Instant inTime(Requested authorized, Instant received) {
        Instant expires = authorized.request().expiresAt();
        return expires == null || !dice.chance(60)
                ? received
                : expires.minus(dice.below(2), ChronoUnit.MICROS);
    }

    private TransferRecord on(TransferKey key, TransferCommand content, Instant received) {
        return new Commanded(RULES, key, new UUID(dice.bits(), dice.bits()), content, received);
    }

    /// Any command there is, whether it suits or not.
    TransferCommand content() {
        return switch (dice.weighted(50, 15, 35)) {
            case 0 -> capture();
            case 1 -> new TransferCommand.Void();
            default -> reversal();
        };
    }

    private TransferCommand capture() {
        return new TransferCommand.Capture(part(), dice.chance(350));
    }

    private TransferCommand reversal() {
        return new TransferCommand.Reversal(part(), dice.chance(300) ? "not wanted" : null);
    }

    private @Nullable Long part() {
        return dice.chance(650) ? Long.valueOf(dice.between(1, dice.chance(700) ? 20 : 120)) : null;
    }

    /// @return one of those asked for last that stands there now, as far as facts tell
    private Optional<Requested> standing(TransferStatus status) {
        for (int tries = 0; tries < 15; tries++) {
            Requested one = recent();
            TransferBook book = world.auditor.transfers().get(one.key());
            if (book != null && book.progress().status() == status) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private Requested recent() {
        return asked.get(Math.max(0, asked.size() - 1 - dice.below(40)));
    }

    InstructionRecord accountCommand(Instant received) {
        Bank.Plan plan = dice.pick(bank.plans());
        AccountCommand content =
                switch (dice.weighted(12, 30, 35, 23)) {
                    case 0 -> new AccountCommand.Freeze(null);
                    case 1 -> new AccountCommand.Unfreeze(dice.chance(300) ? "found" : null);
                    case 2 -> new AccountCommand.Close(null);
                    default -> new AccountCommand.ChangeOverdraftLimit(dice.below(500));
                };
        if (content instanceof AccountCommand.Close && dice.chance(700)) {
            plan = emptyOne();
        }
        UUID id = new UUID(dice.bits(), dice.bits());
        return new AccountCommanded(RULES, plan.key(), id, content, received);
    }

    /// Most likely one whose turn to be paid comes soon.
    private Bank.Plan emptyOne() {
        for (int tries = 0; tries < 20; tries++) {
            Bank.Plan plan = dice.pick(bank.plans());
            Account account = world.accounts.accounts().get(plan.key());
            if (account != null
                    && !account.overdraftLimit().isUnlimited()
                    && account.posted().signum() == 0
                    && account.held() == 0) {
                return plan;
            }
        }
        return dice.pick(bank.plans());
    }
}
