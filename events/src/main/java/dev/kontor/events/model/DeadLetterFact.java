package dev.kontor.events.model;

/// What stands in the topic `dead-letters`: letters, and what operators did about them.
public sealed interface DeadLetterFact permits DeadLetter, DeadLetterAction {
    /// The letter that this is, or is about.
    DeadLetterId letter();
}
