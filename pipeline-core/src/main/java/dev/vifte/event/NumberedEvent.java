package dev.vifte.event;

/// An event with its place in the log.
///
/// @param number rises through the whole log; the event id of server-sent events
public record NumberedEvent(long number, JobEvent event) {}
