package dev.vifte.imaging;

import java.util.Arrays;

/// A stretch of a file: `length` bytes from `start`.
record Range(long start, long length) {
  long end() {
    return start + length;
  }

  /// A copy, cut where the file ends.
  byte[] of(byte[] file) {
    int from = (int) Math.min(start, file.length);
    return Arrays.copyOfRange(file, from, (int) Math.min(end(), file.length));
  }
}
