package dev.kontor.events.codec;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.proto.MetadataEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Openings of accounts and what is known of accounts, to and from bytes.
final class Openings {
    private Openings() {}

    static dev.kontor.events.proto.OpenAccount opening(OpenAccount opening) {
        return dev.kontor.events.proto.OpenAccount.newBuilder()
                .setCurrency(opening.currency().code())
                .setOverdraftLimit(limit(opening.overdraftLimit()))
                .addAllMetadata(metadata(opening.metadata()))
                .setReceivedAt(Micros.of(opening.receivedAt()))
                .build();
    }

    static OpenAccount opening(dev.kontor.events.proto.OpenAccount in) {
        return new OpenAccount(
                Currency.of(in.getCurrency()),
                limit(in.getOverdraftLimit()),
                metadata(in.getMetadataList()),
                Micros.toInstant(in.getReceivedAt()));
    }

    static dev.kontor.events.proto.OverdraftLimit limit(OverdraftLimit limit) {
        return switch (limit) {
            case OverdraftLimit.Limited(long minor) ->
                    dev.kontor.events.proto.OverdraftLimit.newBuilder().setAmount(minor).build();
            case OverdraftLimit.Unlimited() ->
                    dev.kontor.events.proto.OverdraftLimit.newBuilder()
                            .setWithoutLimit(true)
                            .build();
        };
    }

    static OverdraftLimit limit(dev.kontor.events.proto.OverdraftLimit in) {
        return switch (in.getLimitCase()) {
            case AMOUNT -> new OverdraftLimit.Limited(in.getAmount());
            case WITHOUT_LIMIT -> {
                if (!in.getWithoutLimit()) {
                    throw new IllegalArgumentException("a limit that is neither there nor absent");
                }
                yield new OverdraftLimit.Unlimited();
            }
            case LIMIT_NOT_SET -> throw new IllegalArgumentException("no overdraft limit");
        };
    }

    static dev.kontor.events.proto.AccountHint facts(AccountFacts facts) {
        return dev.kontor.events.proto.AccountHint.newBuilder()
                .setCurrency(facts.currency().code())
                .setWithoutLimit(facts.withoutLimit())
                .setClosed(facts.closed())
                .build();
    }

    static AccountFacts facts(dev.kontor.events.proto.AccountHint in) {
        return new AccountFacts(
                Currency.of(in.getCurrency()), in.getWithoutLimit(), in.getClosed());
    }

    static List<MetadataEntry> metadata(Map<String, String> metadata) {
        List<MetadataEntry> out = new ArrayList<>(metadata.size());
        metadata.forEach((key, value) ->
                out.add(MetadataEntry.newBuilder().setKey(key).setValue(value).build()));
        return out;
    }

    static SortedMap<String, String> metadata(List<MetadataEntry> in) {
        SortedMap<String, String> metadata = new TreeMap<>();
        in.forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }
}
