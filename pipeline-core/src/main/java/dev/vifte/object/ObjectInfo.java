package dev.vifte.object;

import java.time.Instant;

/// What a store knows of an object without reading it. `etag` changes with the bytes and is
/// otherwise opaque; the SHA-256 lies in job record and manifest.
public record ObjectInfo(ObjectKey key, long size, String etag, Instant modified) {}
