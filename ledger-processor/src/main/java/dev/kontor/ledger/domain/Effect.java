package dev.kontor.ledger.domain;

import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.TransferEvent;

/// What others are told because of a step.
public sealed interface Effect {
    record Instruct(Instruction instruction) implements Effect {}

    record Announce(TransferEvent event) implements Effect {}
}
