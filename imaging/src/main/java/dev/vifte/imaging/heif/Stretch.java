package dev.vifte.imaging.heif;

/// A part of a file, in bytes from its beginning.
public record Stretch(long start, long length) {
  public Stretch {
    if (start < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a stretch of %d bytes from %d is impossible".formatted(length, start));
    }
  }
}
