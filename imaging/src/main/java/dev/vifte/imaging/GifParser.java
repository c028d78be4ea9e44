package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;

/// Walks the blocks of a GIF (GIF89a specification) to the end, counting frames.
final class GifParser {
  private static final int ENOUGH_FRAMES = 1_000_000;

  private final DataIn in;
  private final int screenWidth;
  private final int screenHeight;
  private GifFile.Frame first = new GifFile.Frame(0, 0, 0, 0, false);
  private boolean interlaced;
  private long firstEnd;
  private boolean transparent;
  private int widest;
  private int highest;
  private int frames;

  private GifParser(DataIn in) throws IOException {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    in.skip(6);
    screenWidth = in.u16();
    screenHeight = in.u16();
  }

  static GifFile parse(DataIn in) throws IOException {
    GifParser parser = new GifParser(in);
    int flags = in.u8();
    in.skip(2);
    parser.skipColours(flags);
    try {
      parser.blocks();
    } catch (EOFException early) {
      parser.requireFirst();
    }
    return parser.file();
  }

  private void requireFirst() throws EOFException {
    if (firstEnd == 0) {
      throw new EOFException();
    }
  }

  private GifFile file() throws IOException {
    if (frames == 0) {
      throw ImageRefused.corrupt(ImageFormat.GIF, "it has no frame");
    }
    int width = Math.max(screenWidth, widest);
    int height = Math.max(screenHeight, highest);
    if (width == 0 || height == 0 || first.width() == 0 || first.height() == 0) {
      throw ImageRefused.corrupt(
          ImageFormat.GIF, "its size is %d x %d px".formatted(width, height));
    }
    boolean covers = first.width() == width && first.height() == height;
    boolean alpha = first.transparent() || !covers;
    var header =
        new ImageHeader(
            ImageFormat.GIF,
            width,
            height,
            frames,
            new Samples(alpha ? 4 : 3, 8, alpha),
            new Coding(interlaced, 1, 0, false),
            1,
            false);
    return new GifFile(header, first, firstEnd);
  }

  private void blocks() throws IOException {
    while (frames < ENOUGH_FRAMES && !in.atEnd()) {
      switch (in.u8()) {
        case 0x3b -> {
          return;
        }
        case 0x21 -> extension();
        case 0x2c -> frame();
        default -> {
          // padding between blocks is met in the wild
        }
      }
    }
  }

  private void extension() throws IOException {
    boolean control = in.u8() == 0xf9;
    int length = in.u8();
    if (control && length >= 4) {
      transparent = (in.u8() & 1) != 0;
      length--;
    }
    in.skip(length);
    if (length > 0) {
      skipBlocks();
    }
  }

  private void frame() throws IOException {
    int left = in.u16();
    int top = in.u16();
    int width = in.u16();
    int height = in.u16();
    int flags = in.u8();
    skipColours(flags);
    frames++;
    widest = Math.max(widest, left + width);
    highest = Math.max(highest, top + height);
    in.skip(1);
    if (frames == 1) {
      first = new GifFile.Frame(left, top, width, height, transparent);
      interlaced = (flags & 0x40) != 0;
    }
    transparent = false;
    skipBlocks();
    firstEnd = firstEnd == 0 ? in.position() : firstEnd;
  }

  private void skipColours(int flags) throws IOException {
    if ((flags & 0x80) != 0) {
      in.skip(3L << ((flags & 7) + 1));
    }
  }

  private void skipBlocks() throws IOException {
    for (int length = in.u8(); length > 0; length = in.u8()) {
      in.skip(length);
    }
  }
}
