package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks the markers of a JPEG (ITU T.81 annex B) to its end without decoding: keeps where tables,
/// frame and scans lie, and drops application data, comments and whatever follows the end.
final class JpegParser {
  private static final int MAX_SEGMENTS = 20_000;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);

  private final DataIn in;
  private final List<Range> kept = new ArrayList<>();
  private final List<Range> icc = new ArrayList<>();
  private long iccBytes;
  private int segments;
  private boolean atMarker;
  private int scans;
  private int orientation = 1;
  private boolean orientationRead;
  private boolean jfif;
  private int adobe = JpegFile.NO_ADOBE;
  private int frameCode;
  private int bits;
  private int width;
  private int height;
  private long blocks;
  private byte[] components = {};

  private JpegParser(DataIn in) {
    this.in = in;
  }

  static JpegFile parse(DataIn in) throws IOException {
    JpegParser parser = new JpegParser(in);
    in.skip(2);
    boolean ended = parser.walk();
    return parser.file(ended);
  }

  private JpegFile file(boolean ended) throws IOException {
    if (scans == 0) {
      throw ended
          ? ImageRefused.corrupt(ImageFormat.JPEG, "it has no picture data")
          : new EOFException();
    }
    var frame = new JpegFile.Frame(frameCode, components, jfif, adobe);
    boolean progressive = frameCode == JpegFile.PROGRESSIVE;
    boolean apart = frame.colours() == JpegColours.YCC;
    var header =
        new ImageHeader(
            ImageFormat.JPEG,
            width,
            height,
            1,
            new Samples(components.length, bits, false),
            new Coding(progressive, scans, blocks, apart),
            orientation,
            !icc.isEmpty());
    return new JpegFile(header, frame, kept, icc, ended);
  }

  /// Whether the end marker was met.
  private boolean walk() throws IOException {
    while (atMarker || in.pastNextFf()) {
      atMarker = false;
      int code = in.atEnd() ? 0xff : in.u8();
      while (code == 0xff && !in.atEnd()) {
        code = in.u8();
      }
      if (code == 0xd9) {
        return true;
      }
      boolean bare = code == 0 || code == 1 || (code >= 0xd0 && code <= 0xd8) || code == 0xff;
      if (!bare) {
        segment(code);
      }
    }
    return false;
  }

  private void segment(int code) throws IOException {
    long start = in.position() - 2;
    int length = in.u16() - 2;
    if (length < 0 || ++segments > MAX_SEGMENTS) {
      throw ImageRefused.corrupt(ImageFormat.JPEG, "a segment has an impossible length");
    }
    long end = in.position() + length;
    switch (code) {
      case 0xe0 -> jfif |= startsWith("JFIF\0", in.upTo(Math.min(length, 5)));
      case 0xe1 -> exif(length);
      case 0xe2 -> profile(length);
      case 0xee -> adobe(length);
      case 0xda -> scan();
      case 0xc4, 0xcc, 0xdb, 0xdd -> kept.add(new Range(start, end - start));
      default -> frameOrSkip(code, start, length);
    }
    in.skip(end - in.position());
    if (code == 0xda) {
      kept.add(new Range(start, entropyEnd() - start));
    }
  }

  private void frameOrSkip(int code, long start, int length) throws IOException {
    boolean frame = code >= 0xc0 && code <= 0xcf && code != 0xc8;
    if (!frame) {
      return;
    }
    if (frameCode != 0) {
      throw ImageRefused.corrupt(ImageFormat.JPEG, "it has two frames");
    }
    frameCode = code;
    bits = in.u8();
    height = in.u16();
    width = in.u16();
    int count = in.u8();
    if (width == 0 || height == 0 || count == 0 || length < 6 + 3 * count) {
      throw ImageRefused.corrupt(
          ImageFormat.JPEG, "its size is %d x %d px".formatted(width, height));
    }
    components = new byte[count];
    int[] factors = new int[count];
    for (int i = 0; i < count; i++) {
      components[i] = (byte) in.u8();
      factors[i] = in.u8();
      in.skip(1);
    }
    blocks = blocks(factors);
    kept.add(new Range(start, length + 4L));
  }

  /// Of all components together, with those at the edges that only fill up.
  private long blocks(int... factors) {
    int across = 1;
    int down = 1;
    int each = 0;
    for (int factor : factors) {
      across = Math.max(across, factor >> 4);
      down = Math.max(down, factor & 15);
      each += (factor >> 4) * (factor & 15);
    }
    long columns = (width + 8L * across - 1) / (8L * across);
    long rows = (height + 8L * down - 1) / (8L * down);
    return columns * rows * each;
  }

  private void scan() throws IOException {
    if (frameCode == 0) {
      throw ImageRefused.corrupt(ImageFormat.JPEG, "picture data comes before its description");
    }
    scans++;
  }

  /// Where the entropy-coded data that begins here ends: before the next marker that is no restart,
  /// or the end.
  private long entropyEnd() throws IOException {
    while (in.pastNextFf()) {
      int next = in.atEnd() ? 0xff : in.peekU8();
      boolean inside = next == 0 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
      if (!inside) {
        atMarker = true;
        return in.position() - 1;
      }
    }
    return in.position();
  }

  private void exif(int length) throws IOException {
    byte[] block = in.upTo(length);
    if (!orientationRead && startsWith(EXIF, block)) {
      orientation = Exif.orientation(block);
      orientationRead = true;
    }
  }

  /// Parts are numbered from 1 and written in order by every writer met; their sum is bounded here.
  private void profile(int length) throws IOException {
    int head = ICC.length + 2;
    if (length <= head
        || !startsWith(ICC, in.upTo(head))
        || iccBytes > ImageFile.MAX_PROFILE_BYTES) {
      return;
    }
    icc.add(new Range(in.position(), length - head));
    iccBytes += length - head;
  }

  private void adobe(int length) throws IOException {
    byte[] block = in.upTo(Math.min(length, 12));
    if (block.length == 12 && startsWith("Adobe", block)) {
      adobe = block[11] & 0xff;
    }
  }

  private static boolean startsWith(String word, byte[] block) {
    return startsWith(word.getBytes(StandardCharsets.ISO_8859_1), block);
  }

  private static boolean startsWith(byte[] word, byte[] block) {
    return block.length >= word.length
        && Arrays.equals(block, 0, word.length, word, 0, word.length);
  }
}
