package dev.vifte.object;

/// A part of an object, both ends inclusive as in HTTP.
///
/// @param from first byte, from 0
/// @param to last byte; [Long#MAX_VALUE] for the end
public record ByteRange(long from, long to) {
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  public ByteRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "byte range %d-%d is empty or negative".formatted(from, to));
    }
  }

  /// Bytes this range has in an object of `size` bytes; 0 when it starts past the end.
  public long length(long size) {
    return from >= size ? 0 : Math.min(to, size - 1) - from + 1;
  }
}
