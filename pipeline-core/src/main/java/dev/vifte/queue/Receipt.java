package dev.vifte.queue;

/// Where a broker holds a published message.
///
/// @param stream which of the broker's streams; opaque
/// @param sequence its number there
public record Receipt(String stream, long sequence) {}
