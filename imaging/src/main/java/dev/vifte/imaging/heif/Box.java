package dev.vifte.imaging.heif;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A box of a HEIF file. What does not fit throws [java.nio.BufferUnderflowException] or
/// [IndexOutOfBoundsException].
///
/// @param at where its content begins in the array that holds all of them
/// @param content from 0 to its limit; its position means nothing
record Box(String type, int at, ByteBuffer content) {
  static final int HEAD = 8;

  /// In one stretch; a picture of very many tiles has a few thousand.
  private static final int MOST = 1 << 16;

  /// Longer than any name that is looked for.
  private static final int MOST_NAME = 64;

  private static final Set<String> PROFILES = Set.of("prof", "rICC");
  private static final Set<String> ALPHA =
      Set.of("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1");

  /// The boxes of a stretch, from an offset to its end.
  static List<Box> in(ByteBuffer bytes, int from) {
    var found = new ArrayList<Box>();
    int at = from;
    while (bytes.limit() - at >= HEAD) {
      long size = bytes.getInt(at) & 0xffff_ffffL;
      long end = size == 0 ? bytes.limit() : at + size;
      if (end < at + HEAD || end > bytes.limit()) {
        throw new IndexOutOfBoundsException("a box of " + size + " bytes");
      }
      if (found.size() == MOST) {
        throw new IndexOutOfBoundsException("more boxes than " + MOST);
      }
      String type = text(bytes.slice(at + 4, 4));
      int content = at + HEAD;
      found.add(new Box(type, content, bytes.slice(content, (int) end - content)));
      at = (int) end;
    }
    return found;
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /// The boxes in this one, after a few bytes of its own.
  List<Box> boxes(int from) {
    return in(content, from).stream()
        .map(box -> new Box(box.type, at + box.at, box.content))
        .toList();
  }

  int version() {
    return content.get(0);
  }

  int u8(int offset) {
    return content.get(offset) & 0xff;
  }

  long u32(int offset) {
    return content.getInt(offset) & 0xffff_ffffL;
  }

  private long id(int offset, boolean wide) {
    return wide ? u32(offset) : content.getShort(offset) & 0xffff;
  }

  /// The item that `pitm` names.
  long item() {
    return id(4, version() > 0);
  }

  /// What `ipma` gives an item: numbers from 1.
  List<Integer> associated(long item) {
    boolean wideItem = version() > 0;
    boolean wideIndex = (u8(3) & 1) != 0;
    ByteBuffer in = content.duplicate().position(8);
    for (long left = u32(4); left > 0; left--) {
      long id = wideItem ? in.getInt() & 0xffff_ffffL : in.getShort() & 0xffff;
      int count = in.get() & 0xff;
      if (id == item) {
        return numbers(in, count, wideIndex);
      }
      in.position(in.position() + count * (wideIndex ? 2 : 1));
    }
    return List.of();
  }

  private static List<Integer> numbers(ByteBuffer in, int count, boolean wide) {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      found.add(wide ? in.getShort() & 0x7fff : in.get() & 0x7f);
    }
    return found;
  }

  /// The item that a reference in `iref` leads away from.
  long linkedFrom(boolean wide) {
    return id(0, wide);
  }

  /// Whether a reference in `iref` leads to an item.
  boolean linksTo(long item, boolean wide) {
    int width = wide ? 4 : 2;
    int count = content.getShort(width) & 0xffff;
    for (int i = 0; i < count; i++) {
      if (id(width + 2 + i * width, wide) == item) {
        return true;
      }
    }
    return false;
  }

  boolean isAlpha() {
    int name = Math.min(MOST_NAME, content.limit() - 4);
    return is("auxC") && ALPHA.contains(text(content.slice(4, name)));
  }

  boolean isProfile() {
    return is("colr") && content.limit() > 4 && PROFILES.contains(text(content.slice(0, 4)));
  }

  /// Up to a zero byte.
  private static String text(ByteBuffer bytes) {
    String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }
}
