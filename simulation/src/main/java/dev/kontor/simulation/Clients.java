package dev.kontor.simulation;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Clients, and request-service between them and the log: what is sent, what is lost on its way,
/// and what is sent again because nobody knows.
final class Clients {
    private final World world;
    private final Dice dice;
    private final Requests requests;
    private final Repeats repeats;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Sent> unanswered = new ArrayList<>();
    private int records;
    private long waiters;

    /// What a client asked, to be asked again, received at another time.
    private interface Sent {
        void again();

        void otherwise();
    }

    Clients(World world, Bank bank) {
        this.world = world;
        this.dice = world.dice;
        this.requests = new Requests(world, bank);
        this.repeats = new Repeats(world.dice, requests);
    }

    /// @return how many requests reached the log
    int records() {
        return records;
    }

    /// Somebody opens all accounts, most of them soon.
    void open(Bank bank) {
        for (Bank.Plan plan : bank.plans()) {
            if (plan.opened() && !dice.chance(100)) {
                send(requests.opening(plan, received()));
            }
        }
    }

    /// Somebody brings money into the bank.
    void fund(Bank bank) {
        for (Bank.Plan plan : bank.plans()) {
            requests.funding(plan, received()).ifPresent(this::send);
        }
    }

    /// A client does something.
    void act() {
        if (!unanswered.isEmpty() && dice.chance(300)) {
            world.tally.add(Fault.CLIENT_RETRIES);
            unanswered.remove(dice.below(unanswered.size())).again();
            return;
        }
        if (sent.size() > 5 && dice.chance(100)) {
            Sent known = sent.get(Math.max(0, sent.size() - 1 - dice.below(30)));
            if (dice.chance(500)) {
                world.tally.add(Fault.CLIENT_RETRIES);
                known.again();
            } else {
                world.tally.add(Fault.CLIENT_RETRIES_WITH_OTHER_CONTENT);
                known.otherwise();
            }
            return;
        }
        if (dice.chance(4)) {
            rubbish();
            return;
        }
        switch (dice.weighted(60, 25, 10, 2)) {
            case 0 -> send(requests.transfer(received()));
            case 1 -> requests.command(received()).ifPresent(this::send);
            case 2 -> send(requests.accountCommand(received()));
            default -> send(requests.opening(received()));
        }
    }

    /// All that was never answered is sent once more.
    void retryAll() {
        for (Sent each : List.copyOf(unanswered)) {
            each.again();
        }
        unanswered.clear();
    }

    private Instant received() {
        Instant now = world.now();
        if (dice.chance(30)) {
            world.tally.add(Fault.CLOCK_JUMPS_AT_RECEIPT);
            long seconds = dice.chance(500) ? dice.between(-600, 600) : dice.between(-5, 5);
            now = now.plus(Duration.ofSeconds(seconds));
        }
        return Micros.truncate(now);
    }

    private void send(TransferRecord record) {
        sent.add(
                new Sent() {
                    @Override
                    public void again() {
                        append(repeats.again(record, received()), this);
                    }

                    @Override
                    public void otherwise() {
                        append(repeats.otherwise(record, received()), this);
                    }
                });
        append(record, sent.getLast());
    }

    private void send(InstructionRecord record) {
        sent.add(
                new Sent() {
                    @Override
                    public void again() {
                        append(repeats.again(record, received()), this);
                    }

                    @Override
                    public void otherwise() {
                        append(repeats.otherwise(record, received()), this);
                    }
                });
        append(record, sent.getLast());
    }

    private void append(TransferRecord record, Sent whole) {
        byte[] key = record.key().bytes();
        append(Topic.TRANSFERS, key, TransferRecords.encode(record), whole);
    }

    private void append(InstructionRecord record, Sent whole) {
        byte[] key = record.key().bytes();
        append(Topic.INSTRUCTIONS, key, InstructionRecords.encode(record), whole);
    }

    private void append(Topic topic, byte[] key, byte[] value, Sent whole) {
        boolean lost = !world.weather.isCalm() && dice.chance(40);
        if (lost) {
            world.tally.add(Fault.CLIENT_LOST_ACKNOWLEDGEMENT);
            unanswered.add(whole);
            if (dice.chance(300)) {
                return;
            }
        }
        append(topic, key, value, dice.chance(300));
    }

    private void append(Topic topic, byte[] key, byte[] value, boolean waits) {
        records++;
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.WRITER, Writer.REQUEST_SERVICE.text());
        if (waits) {
            headers.put(Headers.REPLY, "simulated/" + ++waiters);
        }
        world.kafka.append(topic, key, value, headers);
    }

    /// What nobody can read, but a client seems to have caused.
    private void rubbish() {
        world.tally.add(Fault.CLIENT_SENDS_RUBBISH);
        byte[] value = new byte[1 + dice.below(40)];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) dice.below(256);
        }
        // A record of no kind is never one by chance.
        value[0] = 0;
        byte[] key = ("default/" + dice.below(100)).getBytes(StandardCharsets.UTF_8);
        append(dice.chance(500) ? Topic.TRANSFERS : Topic.INSTRUCTIONS, key, value, false);
    }
}
