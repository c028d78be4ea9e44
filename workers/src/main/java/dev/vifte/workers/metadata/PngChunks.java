package dev.vifte.workers.metadata;

import dev.vifte.workers.metadata.Blocks.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Walks the chunks of a PNG. Compressed chunks are inflated up to their limit only: 250 KB of them
/// can hold 256 MB.
final class PngChunks {
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;
  private static final int EXIF = 0x65584966;
  private static final int ICCP = 0x69434350;
  private static final int TEXT = 0x74455874;
  private static final int ZTXT = 0x7A545874;
  private static final int ITXT = 0x69545874;
  private static final int MAX_TEXT = 64 << 10;
  private static final String XMP = "XML:com.adobe.xmp";

  private final DataInputStream in;
  private final Blocks blocks;

  private PngChunks(DataInputStream in, Blocks blocks) {
    this.in = in;
    this.blocks = blocks;
  }

  /// Reads the chunks behind the signature of eight bytes.
  static void read(DataInputStream in, Blocks blocks) throws IOException {
    in.skipNBytes(8);
    new PngChunks(in, blocks).walk();
  }

  private void walk() throws IOException {
    int type = 0;
    while (type != IEND) {
      long length = in.readInt();
      type = in.readInt();
      if (length < 0 || (!blocks.isPicture() && type != IHDR)) {
        throw new IOException("a PNG chunk is not where it should be");
      }
      chunk(type, length);
      in.skipNBytes(4);
    }
  }

  private void chunk(int type, long length) throws IOException {
    switch (type) {
      case IHDR -> header(length);
      case EXIF -> {
        if (blocks.wants(Kind.EXIF, length)) {
          blocks.add(Kind.EXIF, in.readNBytes((int) length));
        } else {
          in.skipNBytes(length);
        }
      }
      case ICCP, TEXT, ZTXT, ITXT -> text(type, length);
      default -> in.skipNBytes(length);
    }
  }

  private void header(long length) throws IOException {
    if (length != 13) {
      throw new IOException("the header of the PNG has %d bytes, not 13".formatted(length));
    }
    int width = in.readInt();
    int height = in.readInt();
    if (width <= 0 || height <= 0) {
      throw new IOException("the PNG says it is %d x %d pixels".formatted(width, height));
    }
    blocks.size(width, height);
    in.skipNBytes(5);
  }

  private void text(int type, long length) throws IOException {
    if (length > Kind.ICC.maxBytes()) {
      blocks.warn("a text or profile of %d bytes was not read".formatted(length));
      in.skipNBytes(length);
      return;
    }
    byte[] chunk = in.readNBytes((int) length);
    int end = Bytes.zero(chunk, 0);
    String keyword = Bytes.latin1(chunk, 0, end);
    switch (type) {
      case TEXT -> plain(keyword, chunk, end + 1);
      case ZTXT -> compressed(keyword, chunk, end + 2);
      case ITXT -> international(keyword, chunk, end + 1);
      default ->
          Bytes.inflate(chunk, end + 2, Kind.ICC.maxBytes())
              .ifPresentOrElse(
                  profile -> blocks.add(Kind.ICC, profile), () -> blocks.warn(tooLarge("iCCP")));
    }
  }

  private void plain(String keyword, byte[] chunk, int from) {
    int to = Math.min(chunk.length, from + MAX_TEXT);
    if (from < to) {
      keep(keyword, new String(chunk, from, to - from, StandardCharsets.ISO_8859_1));
    }
  }

  private void compressed(String keyword, byte[] chunk, int from) {
    Bytes.inflate(chunk, from, MAX_TEXT)
        .ifPresentOrElse(
            text -> keep(keyword, new String(text, StandardCharsets.ISO_8859_1)),
            () -> blocks.warn(tooLarge("zTXt")));
  }

  /// Keyword, compression flag and method, language, translated keyword, text.
  private void international(String keyword, byte[] chunk, int from) {
    if (from + 2 > chunk.length) {
      return;
    }
    int start = Bytes.zero(chunk, Bytes.zero(chunk, from + 2) + 1) + 1;
    int limit = keyword.equals(XMP) ? Kind.XMP.maxBytes() : MAX_TEXT;
    var text =
        chunk[from] == 1
            ? Bytes.inflate(chunk, start, limit).orElseGet(() -> new byte[0])
            : Bytes.from(chunk, start);
    if (text.length == 0) {
      blocks.warn(tooLarge("iTXt"));
    } else if (keyword.equals(XMP)) {
      blocks.add(Kind.XMP, text);
    } else {
      keep(keyword, new String(text, 0, Math.min(text.length, MAX_TEXT), StandardCharsets.UTF_8));
    }
  }

  private void keep(String keyword, String text) {
    if (keyword.startsWith("Raw profile type ")) {
      RawProfile.read(keyword, text, blocks);
    } else {
      blocks.addText(keyword, text);
    }
  }

  private static String tooLarge(String chunk) {
    return "a %s chunk is empty, broken or inflates to more than its limit; it was not read"
        .formatted(chunk);
  }
}
