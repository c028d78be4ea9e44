package dev.vifte.object;

/// The receipt of a durable put.
///
/// @param size bytes
/// @param sha256 of the bytes that lie in the store, 64 lower-case hex digits
/// @param created false when [PutOptions#ifAbsent()] found an object there and left it
public record StoredObject(ObjectKey key, long size, String etag, String sha256, boolean created) {}
