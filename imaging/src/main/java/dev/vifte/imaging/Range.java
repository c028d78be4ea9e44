package dev.vifte.imaging;

import java.util.Arrays;

/// A stretch of a file: `length` bytes from `start`. Made of what a file says, so it may lie
/// anywhere.
record Range(long start, long length) {
  long end() {
    return start + length;
  }

  /// A copy of what lies in the file.
  byte[] of(byte[] file) {
    int from = Math.clamp(start, 0, file.length);
    return Arrays.copyOfRange(file, from, Math.clamp(end(), from, file.length));
  }
}
