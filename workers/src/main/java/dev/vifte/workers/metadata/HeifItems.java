package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds EXIF, XMP and ICC of a HEIC or AVIF. Layout: ISO/IEC 14496-12, 8.11, and ISO/IEC 23008-12,
/// annex A.
final class HeifItems {
  private static final int MAX_META_BYTES = 4 << 20;
  private static final int HEAD = 8;
  private static final String XMP_TYPE = "application/rdf+xml";

  private final FileChannel file;
  private final Blocks blocks;

  private HeifItems(FileChannel file, Blocks blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  static void read(FileChannel file, Blocks blocks) throws IOException {
    try {
      var items = new HeifItems(file, blocks);
      Optional<ByteBuffer> meta = items.meta();
      if (meta.isPresent()) {
        items.collect(boxes(meta.get().position(4)));
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new IOException("its boxes do not fit into one another");
    }
  }

  /// A box without its head.
  private record Box(String type, ByteBuffer content) {}

  /// A stretch of the file.
  private record Extent(long offset, long length) {}

  private Optional<ByteBuffer> meta() throws IOException {
    long at = 0;
    while (at + HEAD <= file.size()) {
      ByteBuffer head = bytes(at, Math.min(2 * HEAD, file.size() - at));
      long size = number(head, 4);
      String type = word(head);
      int headLength = size == 1 ? 2 * HEAD : HEAD;
      long end = size == 0 ? file.size() : at + (size == 1 ? head.getLong() : size);
      if (end < at + headLength) {
        throw new IOException("one of its boxes has no length");
      }
      if (type.equals("meta")) {
        return Optional.of(bytes(at + headLength, end - at - headLength));
      }
      at = end;
    }
    return Optional.empty();
  }

  private ByteBuffer bytes(long from, long length) throws IOException {
    if (length > MAX_META_BYTES) {
      throw new IOException("a description of %d bytes was not read".formatted(length));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file ends too early");
      }
    }
    return bytes.flip();
  }

  private void collect(List<Box> meta) throws IOException {
    Map<Long, List<Extent>> places = new HashMap<>();
    for (Box box : meta) {
      switch (box.type) {
        case "iloc" -> places.putAll(places(box.content));
        case "iprp" -> profile(box.content);
        default -> {}
      }
    }
    for (Box box : meta) {
      if (box.type.equals("iinf")) {
        items(box.content, places);
      }
    }
  }

  private void profile(ByteBuffer properties) {
    for (Box list : boxes(properties)) {
      for (Box box : list.type.equals("ipco") ? boxes(list.content) : List.<Box>of()) {
        if (box.type.equals("colr") && List.of("prof", "rICC").contains(word(box.content))) {
          blocks.add(Kind.ICC, rest(box.content));
        }
      }
    }
  }

  private void items(ByteBuffer infos, Map<Long, List<Extent>> places) throws IOException {
    int version = version(infos);
    number(infos, version == 0 ? 2 : 4);
    for (Box info : boxes(infos)) {
      ByteBuffer in = info.content;
      long item = number(in, version(in) < 3 ? 2 : 4);
      number(in, 2);
      Optional<Kind> kind = kind(word(in), in);
      if (kind.isPresent()) {
        keep(kind.get(), places.getOrDefault(item, List.of()));
      }
    }
  }

  private static Optional<Kind> kind(String type, ByteBuffer names) {
    return switch (type) {
      case "Exif" -> Optional.of(Kind.EXIF);
      case "mime" ->
          text(names).contains("\0" + XMP_TYPE) ? Optional.of(Kind.XMP) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void keep(Kind kind, List<Extent> extents) throws IOException {
    long length = extents.stream().mapToLong(Extent::length).sum();
    if (!blocks.wants(kind, length)) {
      return;
    }
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
    for (Extent extent : extents) {
      all.put(bytes(extent.offset, extent.length));
    }
    all.flip();
    if (kind == Kind.EXIF) { // begins with where its TIFF begins
      int start = Math.toIntExact(number(all, 4));
      all.position(all.position() + start);
    }
    blocks.add(kind, rest(all));
  }

  /// Where the items are that lie in the file itself.
  private static Map<Long, List<Extent>> places(ByteBuffer in) {
    var places = new HashMap<Long, List<Extent>>();
    int version = version(in);
    var widths = Widths.of(in);
    long count = number(in, version < 2 ? 2 : 4);
    for (long n = 0; n < count; n++) {
      long item = number(in, version < 2 ? 2 : 4);
      boolean inFile = version == 0 || (number(in, 2) & 0xf) == 0;
      number(in, 2);
      List<Extent> extents = widths.extents(in, version > 0);
      if (inFile) {
        places.put(item, extents);
      }
    }
    return places;
  }

  /// How many bytes each number of an item's place has.
  private record Widths(int offset, int length, int base, int index) {
    static Widths of(ByteBuffer in) {
      int packed = (int) number(in, 2);
      return new Widths(packed >> 12, packed >> 8 & 0xf, packed >> 4 & 0xf, packed & 0xf);
    }

    List<Extent> extents(ByteBuffer in, boolean indexed) {
      var extents = new ArrayList<Extent>();
      long from = number(in, base);
      int count = (int) number(in, 2);
      for (int n = 0; n < count; n++) {
        number(in, indexed ? index : 0);
        extents.add(new Extent(from + number(in, offset), number(in, length)));
      }
      return extents;
    }
  }

  private static List<Box> boxes(ByteBuffer in) {
    var boxes = new ArrayList<Box>();
    while (in.remaining() >= HEAD) {
      int from = in.position();
      long size = number(in, 4);
      String type = word(in);
      int end = size == 0 ? in.limit() : Math.toIntExact(from + size);
      boxes.add(new Box(type, in.slice(in.position(), end - in.position())));
      in.position(end);
    }
    return boxes;
  }

  /// Of a full box; its flags are skipped.
  private static int version(ByteBuffer in) {
    return (int) (number(in, 4) >> 24);
  }

  private static long number(ByteBuffer in, int bytes) {
    long value = 0;
    for (int n = 0; n < bytes; n++) {
      value = (value << 8) | (in.get() & 0xff);
    }
    return value;
  }

  private static String word(ByteBuffer in) {
    byte[] four = new byte[4];
    in.get(four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  private static String text(ByteBuffer in) {
    return new String(rest(in), StandardCharsets.ISO_8859_1);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }
}
