package dev.kontor.query.domain;

import dev.kontor.events.model.TransferSnapshot;
import java.util.List;

/// A transfer as it is after one of its facts.
///
/// @param number of that fact
/// @param transfer without its commands: they are kept one by one
/// @param posted how far its accounts must have come until all is there that its request did;
///     what commands did is kept with them
public record TransferView(long number, TransferSnapshot transfer, List<AccountVersion> posted) {
    public TransferView {
        posted = List.copyOf(posted);
    }
}
