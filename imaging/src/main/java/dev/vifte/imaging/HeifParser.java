package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads the boxes of a HEIF file (ISO/IEC 23008-12) that describe its primary picture: its size as
/// it is shown, depth, transparency and profile. No pixel is touched.
final class HeifParser {
  /// The descriptions of a few hundred tiles are some 20 KiB.
  private static final int MOST = 4 << 20;

  private static final int LEAST_BOX = 8;

  private final ImageFormat format;
  private final long start;
  private final List<HeifBox> boxes;

  private HeifParser(ImageFormat format, long start, byte[] meta) {
    this.format = format;
    this.start = start;
    this.boxes = HeifBox.in(ByteBuffer.wrap(meta), 4);
  }

  static HeifFile parse(ImageFormat format, DataIn in) throws IOException {
    while (!in.atEnd()) {
      long size = in.u32();
      String type = new String(in.bytes(4), StandardCharsets.ISO_8859_1);
      long content = size == 1 ? (in.u32() << 32 | in.u32()) - 2 * LEAST_BOX : size - LEAST_BOX;
      if (content < 0) {
        throw ImageRefused.corrupt(format, "one of its boxes has no length");
      }
      if (type.equals("meta")) {
        return described(format, in, content);
      }
      in.skip(content);
    }
    throw ImageRefused.unsupported(format, "it holds no still picture");
  }

  private static HeifFile described(ImageFormat format, DataIn in, long length) throws IOException {
    if (length > MOST) {
      throw ImageRefused.corrupt(format, "its description has %d bytes".formatted(length));
    }
    long start = in.position();
    byte[] meta = in.bytes((int) length);
    try {
      return new HeifParser(format, start, meta).file();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
      throw ImageRefused.corrupt(format, "its boxes do not fit into one another");
    }
  }

  private HeifFile file() throws ImageRefused {
    long primary = find(boxes, "pitm").map(HeifBox::item).orElse(1L);
    List<HeifBox> properties = properties(primary);
    HeifShape shape = HeifShape.of(properties);
    if (shape.width() < 1 || shape.height() < 1) {
      throw ImageRefused.corrupt(format, "it does not tell the size of its picture");
    }
    boolean alpha = hasAlpha(primary);
    Range profile = profile(properties);
    var header =
        new ImageHeader(
            format,
            shape.width(),
            shape.height(),
            1,
            new Samples(alpha ? 4 : 3, shape.bits(), alpha),
            Coding.PLAIN,
            1,
            profile.length() > 0);
    return new HeifFile(header, profile);
  }

  /// What `ipma` gives an item of what `ipco` lists, in order.
  private List<HeifBox> properties(long item) {
    List<HeifBox> all = find(boxes, "iprp").map(box -> box.boxes(0)).orElse(List.of());
    List<HeifBox> listed = find(all, "ipco").map(box -> box.boxes(0)).orElse(List.of());
    return all.stream()
        .filter(box -> box.is("ipma"))
        .flatMap(box -> box.associated(item).stream())
        .filter(index -> index > 0 && index <= listed.size())
        .map(index -> listed.get(index - 1))
        .toList();
  }

  private boolean hasAlpha(long primary) {
    List<HeifBox> links = find(boxes, "iref").map(box -> box.boxes(4)).orElse(List.of());
    int version = find(boxes, "iref").map(HeifBox::version).orElse(0);
    return links.stream()
        .filter(box -> box.is("auxl") && box.linksTo(primary, version > 0))
        .flatMap(box -> properties(box.linkedFrom(version > 0)).stream())
        .anyMatch(HeifBox::isAlpha);
  }

  private Range profile(List<HeifBox> properties) {
    return properties.stream()
        .filter(HeifBox::isProfile)
        .findFirst()
        .map(box -> new Range(start + box.at() + 4, box.content().limit() - 4))
        .orElse(new Range(0, 0));
  }

  private static Optional<HeifBox> find(List<HeifBox> boxes, String type) {
    return boxes.stream().filter(box -> box.is(type)).findFirst();
  }
}
