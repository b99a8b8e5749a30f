package dev.kontor.request.stream;

import dev.kontor.events.model.Reply.Standing;

/// What a waiting request is told.
///
/// @param standing what the request was: the one recorded, a repeat of it, or another one
/// @param recorded what stands under its id
public record Answer<S>(Standing standing, S recorded) {}
