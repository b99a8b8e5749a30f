package dev.kontor.request.web;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.resource.TransferResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Differences;
import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A transfer that is asked for.
record TransferWrite(TransferRecord.Requested requested, String href)
        implements Write<TransferSnapshot, TransferResource> {

    static TransferWrite of(
            TransferKey key, TransferRequest request, RequestProperties properties) {
        return new TransferWrite(
                new TransferRecord.Requested(Rules.CURRENT, key, request),
                properties.readAddress("/v1/transfers/" + key.id()));
    }

    String id() {
        return requested.key().id().toString();
    }

    ContentDigest digest() {
        return ContentDigest.of(requested.request());
    }

    @Override
    public CompletableFuture<AppendFate> appendTo(Log log, Context context) {
        return log.append(requested, context);
    }

    @Override
    public TransferResource received() {
        return TransferResource.of(TransferSnapshot.received(requested.key(), requested.request()));
    }

    @Override
    public TransferResource show(TransferSnapshot recorded) {
        return TransferResource.of(recorded);
    }

    @Override
    public List<String> differences(TransferSnapshot recorded) {
        return Differences.between(recorded.request(), requested.request());
    }
}
