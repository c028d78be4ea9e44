package dev.vifte.imaging;

import java.util.ArrayList;
import java.util.List;

/// Stretches of byte arrays put one after the other without copying: how a reader is handed only
/// those parts of a file that it needs. What is left out (metadata, comments, tails) it cannot
/// stumble over.
final class Splice {
  @SuppressWarnings("ArrayRecordComponent") // a window, compared by nobody
  private record Part(byte[] bytes, int from, int length, long at) {}

  private final List<Part> parts = new ArrayList<>();
  private long length;
  private int last;

  Splice add(byte... bytes) {
    return add(bytes, new Range(0, bytes.length));
  }

  /// What of the range lies within the array.
  Splice add(byte[] bytes, Range range) {
    int from = (int) Math.min(range.start(), bytes.length);
    int count = (int) Math.min(range.length(), bytes.length - from);
    if (count > 0) {
      parts.add(new Part(bytes, from, count, length));
      length += count;
    }
    return this;
  }

  Splice add(Splice other) {
    other.parts.forEach(part -> add(part.bytes, new Range(part.from, part.length)));
    return this;
  }

  long length() {
    return length;
  }

  /// Copies up to `count` bytes from `position` on, across parts: fewer only at the end, -1 at or
  /// beyond it.
  int read(long position, byte[] target, int offset, int count) {
    if (position >= length) {
      return -1;
    }
    int copied = 0;
    while (copied < count && position + copied < length) {
      Part part = at(position + copied);
      int within = (int) (position + copied - part.at);
      int step = Math.min(count - copied, part.length - within);
      System.arraycopy(part.bytes, part.from + within, target, offset + copied, step);
      copied += step;
    }
    return copied;
  }

  private Part at(long position) {
    if (position < parts.get(last).at) {
      last = 0;
    }
    while (position >= parts.get(last).at + parts.get(last).length) {
      last++;
    }
    return parts.get(last);
  }
}
