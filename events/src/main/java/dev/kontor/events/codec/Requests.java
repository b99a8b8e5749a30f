package dev.kontor.events.codec;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.TransferRequest;
import java.util.ArrayList;
import java.util.List;

/// Requests of transfers, to and from bytes.
final class Requests {
    private static final Capture[] CAPTURES = Capture.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private Requests() {}

    static dev.kontor.events.proto.TransferRequest request(TransferRequest request) {
        dev.kontor.events.proto.TransferRequest.Builder out =
                dev.kontor.events.proto.TransferRequest.newBuilder()
                        .setCapture(
                                dev.kontor.events.proto.Capture.forNumber(
                                        Wire.number(request.capture())))
                        .setReceivedAt(Micros.of(request.receivedAt()))
                        .addAllMetadata(Openings.metadata(request.metadata()));
        request.legs().forEach(leg -> out.addLegs(leg(leg)));
        if (request.expiresAt() != null) {
            out.setExpiresAt(Micros.of(request.expiresAt()));
        }
        if (request.happenedAt() != null) {
            out.setHappenedAt(Micros.of(request.happenedAt()));
        }
        if (request.sentAt() != null) {
            out.setSentAt(Micros.of(request.sentAt()));
        }
        if (request.description() != null) {
            out.setDescription(request.description());
        }
        return out.build();
    }

    static TransferRequest request(dev.kontor.events.proto.TransferRequest in) {
        return new TransferRequest(
                legs(in.getLegsList()),
                Wire.known(CAPTURES, in.getCaptureValue(), "capture"),
                in.hasExpiresAt() ? Micros.toInstant(in.getExpiresAt()) : null,
                in.hasHappenedAt() ? Micros.toInstant(in.getHappenedAt()) : null,
                in.hasSentAt() ? Micros.toInstant(in.getSentAt()) : null,
                Micros.toInstant(in.getReceivedAt()),
                in.hasDescription() ? in.getDescription() : null,
                Openings.metadata(in.getMetadataList()));
    }

    private static List<Leg> legs(List<dev.kontor.events.proto.Leg> in) {
        List<Leg> legs = new ArrayList<>(in.size());
        for (dev.kontor.events.proto.Leg leg : in) {
            legs.add(leg(leg));
        }
        return legs;
    }

    private static dev.kontor.events.proto.Leg leg(Leg leg) {
        dev.kontor.events.proto.Leg.Builder out =
                dev.kontor.events.proto.Leg.newBuilder()
                        .setAccount(leg.account().text())
                        .setDirection(direction(leg.direction()))
                        .setAmount(leg.amount().minor())
                        .setCurrency(leg.amount().currency().code());
        if (leg.hint() != null) {
            out.setHint(Openings.facts(leg.hint()));
        }
        return out.build();
    }

    private static Leg leg(dev.kontor.events.proto.Leg in) {
        return new Leg(
                new AccountId(in.getAccount()),
                direction(in.getDirectionValue()),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                in.hasHint() ? Openings.facts(in.getHint()) : null);
    }

    static dev.kontor.events.proto.Direction direction(Direction direction) {
        return dev.kontor.events.proto.Direction.forNumber(Wire.number(direction));
    }

    static Direction direction(int number) {
        return Wire.known(DIRECTIONS, number, "direction");
    }
}
