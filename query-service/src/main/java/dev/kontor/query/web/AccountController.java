package dev.kontor.query.web;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.http.Timestamps;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Cursor;
import dev.kontor.http.request.PathIds;
import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.request.SortOrder;
import dev.kontor.http.resource.AccountCommandResource;
import dev.kontor.http.resource.AccountResource;
import dev.kontor.http.resource.EntryResource;
import dev.kontor.http.resource.Page;
import dev.kontor.query.store.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccountController implements AccountApi {
    private final Views views;
    private final Patience patience;

    AccountController(Views views, Patience patience) {
        this.views = views;
        this.patience = patience;
    }

    @Override
    @GetMapping
    public Page<AccountResource> list(QueryParameters query) {
        int limit = query.limit();
        SortOrder order = query.order();
        String list = "accounts " + order;
        Optional<Cursor> cursor = query.cursor(list);
        query.finish();
        return Pages.of(
                views.accounts(
                        Tenant.DEFAULT,
                        cursor.map(Places::account).orElse(null),
                        order == SortOrder.ASC,
                        limit + 1),
                limit,
                list,
                Places::cursor,
                AccountResource::of);
    }

    @Override
    @GetMapping("/{id}")
    public AccountResource account(@PathVariable String id, QueryParameters query) {
        AccountKey key = PathIds.account(id);
        Freshness freshness = Freshness.of(query);
        query.finish();
        return AccountResource.of(freshAccount(key, freshness));
    }

    @Override
    @GetMapping("/{id}/entries")
    public Page<EntryResource> entries(@PathVariable String id, QueryParameters query) {
        AccountKey key = PathIds.account(id);
        Freshness freshness = Freshness.of(query);
        int limit = query.limit();
        SortOrder order = query.order();
        String list = "entries " + key + " " + order;
        Optional<Cursor> cursor = query.cursor(list);
        query.finish();
        if (freshness.isAsked()) {
            freshAccount(key, freshness);
        }
        return Pages.of(
                views.entries(
                                key,
                                cursor.map(Places::entry).orElse(null),
                                order == SortOrder.ASC,
                                limit + 1)
                        .orElseThrow(() -> notFound(key)),
                limit,
                list,
                Places::cursor,
                EntryResource::of);
    }

    @Override
    @GetMapping("/{id}/balance")
    public BalanceAtResource balance(@PathVariable String id, QueryParameters query) {
        AccountKey key = PathIds.account(id);
        Optional<Instant> at = query.required("at", Timestamps::parse);
        Freshness freshness = Freshness.of(query);
        query.finish();
        if (freshness.isAsked()) {
            freshAccount(key, freshness);
        }
        return views.balanceAt(key, at.orElseThrow())
                .map(BalanceAtResource::of)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND,
                                "There was no account %s at that time.".formatted(key.id())));
    }

    @Override
    @GetMapping("/{id}/commands/{command_id}")
    public AccountCommandResource command(
            @PathVariable String id,
            @PathVariable("command_id") String commandId,
            QueryParameters query) {
        AccountKey key = PathIds.account(id);
        UUID command = PathIds.command(commandId);
        Duration wait = query.waitTime();
        query.finish();
        return patience.until(key, wait, () -> views.accountCommand(key, command), _ -> true)
                .map(found -> AccountCommandResource.of(found.command(), found.account()))
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND,
                                "Account %s knows no command %s.".formatted(key.id(), command)));
    }

    private AccountSnapshot freshAccount(AccountKey key, Freshness freshness) {
        Optional<AccountSnapshot> account =
                patience.until(
                        key,
                        freshness.patience(),
                        () -> views.account(key),
                        found -> found.version() >= freshness.minVersion());
        long version = account.map(AccountSnapshot::version).orElse(0L);
        if (version < freshness.minVersion()) {
            throw new ProblemException(
                    ErrorCode.VIEW_BEHIND,
                    "The view knows the account up to version %d, not up to %d."
                            .formatted(version, freshness.minVersion()));
        }
        return account.orElseThrow(() -> notFound(key));
    }

    private static ProblemException notFound(AccountKey key) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no account " + key.id() + ".");
    }

    /// How new the account must be.
    ///
    /// @param minVersion 0: as it is
    /// @param patience how long to wait for that; without a version, for the account to be there
    private record Freshness(long minVersion, Duration patience) {
        static Freshness of(QueryParameters query) {
            return new Freshness(
                    query.wholeNumber("min_version", 1, Money.MAX_MINOR).orElse(0),
                    query.waitTime());
        }

        boolean isAsked() {
            return minVersion > 0 || patience.isPositive();
        }
    }
}
