package dev.vifte.job;

import java.time.Instant;

/// One line of a task's history.
///
/// @param what one word: `retry`, `rejected`, `dead`, `lost`, `dependency-down`, `replay`
/// @param why a sentence for people
public record AttemptNote(int epoch, Instant at, NodeId node, String what, String why) {}
