package dev.vifte.testkit.media;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// One TIFF directory, big-endian (TIFF 6.0, section 2). Immutable.
final class Ifd {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int UNDEFINED = 7;

  /// An empty directory to start from.
  static final Ifd EMPTY = new Ifd(new TreeMap<>());

  /// @param count what the file says, which a hostile one may overstate
  private record Field(int type, int count, Bytes data) {}

  private final SortedMap<Integer, Field> fields;

  private Ifd(SortedMap<Integer, Field> fields) {
    this.fields = fields;
  }

  private Ifd with(int tag, int type, int count, Bytes data) {
    var more = new TreeMap<>(fields);
    more.put(tag, new Field(type, count, data));
    return new Ifd(more);
  }

  /// Zero-terminated; cameras write ASCII, many programs UTF-8.
  Ifd text(int tag, String value) {
    var data = new Bytes().add(value.getBytes(StandardCharsets.UTF_8)).u8(0);
    return with(tag, ASCII, data.size(), data);
  }

  Ifd u16(int tag, int value) {
    return with(tag, SHORT, 1, new Bytes().u16(value).u16(0));
  }

  Ifd u32(int tag, int value) {
    return with(tag, LONG, 1, new Bytes().u32(value));
  }

  Ifd raw(int tag, byte[] value) {
    return with(tag, UNDEFINED, value.length, new Bytes().add(value));
  }

  /// Fractions: numerator and denominator in turn.
  Ifd rationals(int tag, int... values) {
    var data = new Bytes();
    for (int value : values) {
      data.u32(value);
    }
    return with(tag, RATIONAL, values.length / 2, data);
  }

  /// A text field that claims `count` bytes at `offset`, whatever is there.
  Ifd claim(int tag, int count, int offset) {
    return with(tag, ASCII, count, new Bytes().u32(offset));
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /// Length of [#write]'s result in bytes, always even.
  int length() {
    return write(0, 0).length;
  }

  /// @param offset where this directory starts in its TIFF file
  /// @param next where the next one starts, 0 for none
  byte[] write(int offset, int next) {
    var entries = new Bytes().u16(fields.size());
    var heap = new Bytes();
    int heapAt = offset + 2 + 12 * fields.size() + 4;
    fields.forEach((tag, field) -> put(entries.u16(tag), heap, heapAt, field));
    return entries.u32(next).add(heap.toArray()).toArray();
  }

  private static void put(Bytes entries, Bytes heap, int heapAt, Field field) {
    entries.u16(field.type).u32(field.count);
    byte[] data = field.data.toArray();
    if (data.length <= 4) {
      entries.add(data).zeros(4 - data.length);
      return;
    }
    entries.u32(heapAt + heap.size());
    heap.add(data).zeros(data.length & 1);
  }
}
