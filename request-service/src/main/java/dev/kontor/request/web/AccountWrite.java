package dev.kontor.request.web;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.http.resource.AccountResource;
import dev.kontor.http.resource.BalanceResource;
import dev.kontor.http.resource.ConflictsResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Differences;
import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An account that is to be opened.
record AccountWrite(InstructionRecord.OpeningRequested requested, String href)
        implements Write<AccountSnapshot, AccountResource> {

    static AccountWrite of(AccountKey key, OpenAccount opening, RequestProperties properties) {
        return new AccountWrite(
                new InstructionRecord.OpeningRequested(Rules.CURRENT, key, opening),
                properties.readAddress("/v1/accounts/" + key.id()));
    }

    @Override
    public CompletableFuture<AppendFate> appendTo(Log log, Context context) {
        return log.append(requested, context);
    }

    /// As the account will be if nothing was opened under its id before; version 0 is none yet.
    @Override
    public AccountResource received() {
        OpenAccount opening = requested.opening();
        Long limit = opening.overdraftLimit().minorOrNull();
        return new AccountResource(
                requested.key().id().text(),
                opening.currency().code(),
                "received",
                limit,
                new BalanceResource(
                        BigInteger.ZERO, 0, limit == null ? null : BigInteger.valueOf(limit)),
                0,
                opening.metadata(),
                ContentDigest.of(opening).text(),
                new ConflictsResource(0, List.of()),
                opening.receivedAt(),
                opening.receivedAt());
    }

    @Override
    public AccountResource show(AccountSnapshot recorded) {
        return AccountResource.of(recorded);
    }

    @Override
    public List<String> differences(AccountSnapshot recorded) {
        return Differences.between(recorded.opening(), requested.opening());
    }
}
