package dev.vifte.imaging.heif;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the boxes of a HEIC or AVIF (ISO/IEC 23008-12) say of its primary picture, and of the
/// metadata beside it. No pixel is touched.
///
/// @param shape of the picture as it is shown
/// @param alpha whether another picture says how transparent it is
/// @param items the blocks of metadata that lie in the file itself
public record Heif(Shape shape, boolean alpha, List<Item> items) {
  /// The descriptions of a few hundred tiles are some 20 KiB.
  private static final int MOST = 4 << 20;

  public Heif {
    items = List.copyOf(items);
  }

  /// Where the ICC profile lies.
  public Optional<Stretch> profile() {
    return items.stream()
        .filter(item -> item.kind() == Item.Kind.ICC)
        .findFirst()
        .map(item -> item.parts().getFirst());
  }

  /// Reads a file from its beginning as far as the box that describes it, 4 MiB of that at most;
  /// empty when there is none, as in a film. The caller closes the stream.
  ///
  /// @throws EOFException when it ends too early
  /// @throws HeifDamaged when the boxes do not fit
  public static Optional<Heif> read(InputStream in) throws IOException {
    for (long at = 0; ; ) {
      byte[] head = in.readNBytes(Box.HEAD);
      if (head.length == 0) {
        return Optional.empty();
      }
      ByteBuffer box = whole(head, Box.HEAD);
      boolean wide = box.getInt(0) == 1;
      long content = wide ? wide(in) : (box.getInt(0) & 0xffff_ffffL) - Box.HEAD;
      if (content < 0) {
        throw new HeifDamaged("one of its boxes has no length");
      }
      at += wide ? 2 * Box.HEAD : Box.HEAD;
      if (StandardCharsets.ISO_8859_1.decode(box.slice(4, 4)).toString().equals("meta")) {
        return Optional.of(described(in, content, at));
      }
      in.skipNBytes(content);
      at += content;
    }
  }

  private static long wide(InputStream in) throws IOException {
    return whole(in.readNBytes(Box.HEAD), Box.HEAD).getLong(0) - 2 * Box.HEAD;
  }

  private static ByteBuffer whole(byte[] read, long length) throws EOFException {
    if (read.length < length) {
      throw new EOFException("the file ends too early");
    }
    return ByteBuffer.wrap(read);
  }

  private static Heif described(InputStream in, long length, long start) throws IOException {
    if (length > MOST) {
      throw new HeifDamaged("its description has %d bytes".formatted(length));
    }
    ByteBuffer meta = whole(in.readNBytes((int) length), length);
    try {
      return of(Box.in(meta, 4), start);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new HeifDamaged("its boxes do not fit into one another");
    }
  }

  private static Heif of(List<Box> meta, long start) throws HeifDamaged {
    var primary = Primary.of(meta);
    Shape shape = Shape.of(primary.properties());
    if (shape.width() < 1 || shape.height() < 1) {
      throw new HeifDamaged("it does not tell the size of its picture");
    }
    Stream<Item> profile =
        primary.properties().stream().filter(Box::isProfile).limit(1).map(b -> profile(b, start));
    List<Item> items = Stream.concat(profile, ItemPlaces.in(meta).stream()).toList();
    return new Heif(shape, primary.hasAlpha(), items);
  }

  private static Item profile(Box box, long start) {
    var part = new Stretch(start + box.at() + 4, box.content().limit() - 4);
    return new Item(Item.Kind.ICC, List.of(part));
  }
}
