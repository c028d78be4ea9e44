package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Walks the RIFF chunks of a WebP (RFC 9649) to the end, counting frames; keeps the bitstream of
/// the first.
final class WebpParser {
  private static final int EXTENDED_ALPHA = 0x10;

  private final DataIn in;
  private int canvasWidth;
  private int canvasHeight;
  private boolean alphaFlag;
  private WebpFile.Frame first = WebpFile.Frame.NONE;
  private Range profile = new Range(0, 0);
  private int orientation = 1;
  private int frames;

  private WebpParser(DataIn in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  static WebpFile parse(DataIn in) throws IOException {
    WebpParser parser = new WebpParser(in);
    in.skip(12);
    parser.chunks();
    return parser.file();
  }

  private WebpFile file() throws IOException {
    if (first.bits().isEmpty()) {
      throw new EOFException();
    }
    int width = Math.max(canvasWidth, first.left() + first.bits().width());
    int height = Math.max(canvasHeight, first.top() + first.bits().height());
    boolean covers = first.bits().width() == width && first.bits().height() == height;
    boolean alpha = first.transparent() || !covers;
    var header =
        new ImageHeader(
            ImageFormat.WEBP,
            width,
            height,
            Math.max(1, frames),
            new Samples(alpha ? 4 : 3, 8, alpha),
            Coding.PLAIN,
            orientation,
            profile.length() > 0);
    return new WebpFile(header, first, profile);
  }

  private void chunks() throws IOException {
    while (!in.atEnd()) {
      String type = type();
      long length = in.u32();
      long end = in.position() + length + (length & 1);
      switch (type) {
        case "VP8X" -> extended();
        case "ANMF" -> animated(in.position() + length);
        case "ICCP" -> profile = new Range(in.position(), length);
        case "EXIF" ->
            orientation = Exif.orientation(in.upTo((int) Math.min(length, Exif.MAX_BYTES)));
        default -> bitstream(type, length);
      }
      if (!skipTo(end)) {
        return;
      }
    }
  }

  private void extended() throws IOException {
    alphaFlag = (in.u8() & EXTENDED_ALPHA) != 0;
    in.skip(3);
    canvasWidth = in.u24() + 1;
    canvasHeight = in.u24() + 1;
  }

  private void animated(long end) throws IOException {
    frames++;
    if (frames > 1) {
      return;
    }
    int left = in.u24() * 2;
    int top = in.u24() * 2;
    in.skip(10);
    while (in.position() + 8 <= end) {
      String type = type();
      long length = in.u32();
      long next = in.position() + length + (length & 1);
      bitstream(type, length);
      in.skip(Math.min(next, end) - in.position());
    }
    first = first.at(left, top);
  }

  private void bitstream(String type, long length) throws IOException {
    Range content = new Range(in.position(), length);
    switch (type) {
      case "ALPH" -> first = first.withAlpha(content);
      case "VP8 " -> lossy(content);
      case "VP8L" -> lossless(content);
      default -> {
        // XMP and the unknown
      }
    }
  }

  private void lossy(Range content) throws IOException {
    if (!first.bits().isEmpty()) {
      return;
    }
    in.skip(6);
    int width = in.u16() & 0x3fff;
    int height = in.u16() & 0x3fff;
    first = first.withBits(new WebpFile.Bits(content, false, width, height), false);
  }

  private void lossless(Range content) throws IOException {
    if (!first.bits().isEmpty()) {
      return;
    }
    in.skip(1);
    long fields = in.u32();
    int width = (int) (fields & 0x3fff) + 1;
    int height = (int) (fields >> 14 & 0x3fff) + 1;
    boolean used = (fields >> 28 & 1) != 0 || alphaFlag;
    first = first.withBits(new WebpFile.Bits(content, true, width, height), used);
  }

  private String type() throws IOException {
    return new String(in.bytes(4), StandardCharsets.ISO_8859_1);
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
