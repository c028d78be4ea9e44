package dev.vifte.imaging;

/// A finished variant. The array is the caller's own; it is not copied.
///
/// @param format never `AUTO`
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, compared by nobody
public record Rendered(String name, OutputFormat format, int width, int height, byte[] bytes) {}
