package dev.vifte.imaging.heif;

import dev.vifte.imaging.heif.Item.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the items that hold metadata: `iinf` says which they are, `iloc` where they lie. Layout:
/// ISO/IEC 14496-12, 8.11, and ISO/IEC 23008-12, annex A. What does not fit throws as [Box] does.
final class ItemPlaces {
  private static final String XMP_TYPE = "\0application/rdf+xml";

  /// A file has one or two; more are not looked for.
  private static final int MOST = 16;

  /// Most lie in one part.
  private static final int MOST_PARTS = 1024;

  private final Map<Long, Kind> wanted = new LinkedHashMap<>();

  private ItemPlaces() {}

  /// Those that lie in the file itself, by the boxes of its `meta`.
  static List<Item> in(List<Box> meta) {
    var places = new ItemPlaces();
    meta.stream().filter(box -> box.is("iinf")).forEach(places::name);
    return meta.stream()
        .filter(box -> box.is("iloc"))
        .flatMap(box -> places.locate(box.content().duplicate()).stream())
        .toList();
  }

  private void name(Box infos) {
    for (Box info : infos.boxes(infos.version() == 0 ? 6 : 8)) {
      ByteBuffer in = info.content().duplicate().position(4);
      long item = number(in, info.version() < 3 ? 2 : 4);
      number(in, 2);
      kind(in).filter(_ -> wanted.size() < MOST).ifPresent(kind -> wanted.put(item, kind));
    }
  }

  private static Optional<Kind> kind(ByteBuffer in) {
    String all = StandardCharsets.ISO_8859_1.decode(in).toString();
    boolean xmp = all.startsWith("mime") && all.contains(XMP_TYPE);
    return all.startsWith("Exif")
        ? Optional.of(Kind.EXIF)
        : xmp ? Optional.of(Kind.XMP) : Optional.empty();
  }

  private List<Item> locate(ByteBuffer in) {
    var items = new ArrayList<Item>();
    int version = (int) (number(in, 4) >> 24);
    var widths = Widths.of((int) number(in, 2));
    long count = number(in, version < 2 ? 2 : 4);
    for (long n = 0; n < count && items.size() < MOST; n++) {
      Optional<Kind> kind = Optional.ofNullable(wanted.get(number(in, version < 2 ? 2 : 4)));
      boolean inFile = version == 0 || (number(in, 2) & 0xf) == 0;
      number(in, 2);
      List<Stretch> parts = widths.parts(in, version > 0, kind.isPresent());
      kind.filter(_ -> inFile).ifPresent(found -> items.add(new Item(found, parts)));
    }
    return items;
  }

  /// How many bytes each number of an item's place has.
  private record Widths(int offset, int length, int base, int index) {
    static Widths of(int packed) {
      return new Widths(packed >> 12, packed >> 8 & 0xf, packed >> 4 & 0xf, packed & 0xf);
    }

    /// None unless they are kept: a file may have very many.
    List<Stretch> parts(ByteBuffer in, boolean indexed, boolean kept) {
      var parts = new ArrayList<Stretch>();
      long from = number(in, base);
      int count = (int) number(in, 2);
      int before = indexed ? index : 0;
      if (!kept) {
        in.position(in.position() + count * (before + offset + length));
        return parts;
      }
      if (count > MOST_PARTS) {
        throw new IllegalArgumentException("an item of " + count + " parts");
      }
      for (int n = 0; n < count; n++) {
        number(in, before);
        parts.add(new Stretch(from + number(in, offset), number(in, length)));
      }
      return parts;
    }
  }

  private static long number(ByteBuffer in, int bytes) {
    long value = 0;
    for (int n = 0; n < bytes; n++) {
      value = (value << 8) | (in.get() & 0xff);
    }
    return value;
  }
}
