package dev.vifte.job;

/// A record as it was read, with what a compare-and-set needs to know.
///
/// @param version rises with every write of the key; opaque otherwise
public record Versioned<T extends Entry>(RecordKey key, T value, long version) {}
