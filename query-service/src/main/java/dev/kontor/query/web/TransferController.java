package dev.kontor.query.web;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Cursor;
import dev.kontor.http.request.Forms;
import dev.kontor.http.request.PathIds;
import dev.kontor.http.request.QueryParameters;
import dev.kontor.http.request.SortOrder;
import dev.kontor.http.resource.Page;
import dev.kontor.http.resource.TransferCommandResource;
import dev.kontor.http.resource.TransferResource;
import dev.kontor.query.store.TransferFilter;
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
@RequestMapping(path = "/v1/transfers", produces = MediaType.APPLICATION_JSON_VALUE)
final class TransferController implements TransferApi {
    private final Views views;
    private final Patience patience;

    TransferController(Views views, Patience patience) {
        this.views = views;
        this.patience = patience;
    }

    @Override
    @GetMapping
    public Page<TransferResource> list(QueryParameters query) {
        TransferFilter filter = filter(query);
        int limit = query.limit();
        SortOrder order = query.order();
        String list = "transfers " + filter + " " + order;
        Optional<Cursor> cursor = query.cursor(list);
        query.finish();
        return Pages.of(
                views.transfers(
                        Tenant.DEFAULT,
                        filter,
                        cursor.map(Places::transfer).orElse(null),
                        order == SortOrder.ASC,
                        limit + 1),
                limit,
                list,
                Places::cursor,
                TransferResource::of);
    }

    @Override
    @GetMapping("/{id}")
    public TransferResource transfer(@PathVariable String id, QueryParameters query) {
        TransferKey key = PathIds.transfer(id);
        Duration wait = query.waitTime();
        query.finish();
        return patience.until(
                        key,
                        wait,
                        () -> views.transfer(key),
                        transfer -> transfer.status().isDecided())
                .map(TransferResource::of)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND, "There is no transfer " + key.id() + "."));
    }

    @Override
    @GetMapping("/{id}/commands/{command_id}")
    public TransferCommandResource command(
            @PathVariable String id,
            @PathVariable("command_id") String commandId,
            QueryParameters query) {
        TransferKey key = PathIds.transfer(id);
        UUID command = PathIds.command(commandId);
        Duration wait = query.waitTime();
        query.finish();
        return patience.until(key, wait, () -> views.transferCommand(key, command), _ -> true)
                .map(found -> TransferCommandResource.of(found.command(), found.transfer()))
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND,
                                "Transfer %s knows no command %s that is decided."
                                        .formatted(key.id(), command)));
    }

    private static TransferFilter filter(QueryParameters query) {
        Optional<AccountId> account = query.optional("account", Forms::accountId);
        Optional<TransferStatus> status = query.oneOf("status", TransferStatus.class);
        Optional<Instant> from = query.timestamp("received_from");
        Optional<Instant> to = query.timestamp("received_to");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            query.errors()
                    .add(
                            "received_to",
                            FieldErrorCode.OUT_OF_RANGE,
                            "must not be before received_from");
        }
        return new TransferFilter(
                account.orElse(null), status.orElse(null), from.orElse(null), to.orElse(null));
    }
}
