package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Walks the chunks of a PNG (ISO/IEC 15948) to the end; inflates nothing, skips text.
final class PngParser {
  private static final int MAX_PALETTE = 768;

  private final DataIn in;
  private PngFile.Head head = new PngFile.Head(0, 0, 0, 0, false);
  private byte[] palette = {};
  private byte[] transparency = {};
  private Range profile = new Range(0, 0);
  private long data = -1;
  private int orientation = 1;
  private int frames = 1;

  private PngParser(DataIn in) {
    this.in = in;
  }

  static PngFile parse(DataIn in) throws IOException {
    PngParser parser = new PngParser(in);
    parser.head();
    parser.chunks();
    return parser.file();
  }

  private PngFile file() throws IOException {
    if (data < 0) {
      throw new EOFException();
    }
    var colours = new PngFile.Colours(palette, transparency);
    Pixels pixels = PngSamples.of(head, colours).pixels();
    var samples = new Samples(pixels.channels, head.depth(), pixels.alpha);
    var header =
        new ImageHeader(
            ImageFormat.PNG,
            head.width(),
            head.height(),
            frames,
            samples,
            new Coding(head.interlaced(), 1, 0, false),
            orientation,
            profile.length() > 0);
    return new PngFile(header, head, colours, profile, data);
  }

  private void head() throws IOException {
    in.skip(12);
    byte[] block = in.bytes(17);
    long check = in.u32();
    CRC32 crc = new CRC32();
    crc.update(block);
    if (crc.getValue() != check || block[0] != 'I') {
      throw ImageRefused.corrupt(ImageFormat.PNG, "its header does not match its checksum");
    }
    ByteBuffer fields = ByteBuffer.wrap(block, 4, 13);
    int width = fields.getInt();
    int height = fields.getInt();
    head = new PngFile.Head(width, height, fields.get(), fields.get(), block[16] == 1);
    if (width < 1 || height < 1 || !head.possible() || block[14] != 0 || block[15] != 0) {
      throw ImageRefused.corrupt(ImageFormat.PNG, "its header is impossible");
    }
  }

  private void chunks() throws IOException {
    while (!in.atEnd()) {
      byte[] start = in.upTo(8);
      if (start.length < 8) {
        return;
      }
      long length = ByteBuffer.wrap(start).getInt() & 0xffffffffL;
      String type = new String(start, 4, 4, StandardCharsets.ISO_8859_1);
      long end = in.position() + length + 4;
      if (type.equals("IEND")) {
        return;
      }
      chunk(type, length);
      if (!skipTo(end)) {
        return;
      }
    }
  }

  private void chunk(String type, long length) throws IOException {
    switch (type) {
      case "IDAT" -> data = data < 0 ? in.position() - 8 : data;
      case "PLTE" -> palette = in.upTo((int) Math.min(length, MAX_PALETTE));
      case "tRNS" -> transparency = in.upTo((int) Math.min(length, 256));
      case "iCCP" -> profile = new Range(in.position(), length);
      case "eXIf" ->
          orientation = Exif.orientation(in.upTo((int) Math.min(length, Exif.MAX_BYTES)));
      case "acTL" -> frames = Math.clamp(in.u32(), 1, Integer.MAX_VALUE);
      default -> {
        // not needed to show the picture
      }
    }
  }

  /// False when the file ends before; the decoder judges whether that matters.
  private boolean skipTo(long end) throws IOException {
    try {
      in.skip(end - in.position());
      return true;
    } catch (EOFException early) {
      return false;
    }
  }
}
