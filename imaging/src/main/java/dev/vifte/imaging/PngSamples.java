package dev.vifte.imaging;

import java.util.Arrays;

/// Turns a stored PNG row into the sink's bytes: palette looked up, 1, 2 and 4 bits stretched to 8,
/// 16 rounded to 8.
abstract sealed class PngSamples {
  final PngFile.Head head;
  private final Pixels pixels;

  private PngSamples(PngFile.Head head, Pixels pixels) {
    this.head = head;
    this.pixels = pixels;
  }

  static PngSamples of(PngFile.Head head, PngFile.Colours colours) throws ImageRefused {
    if (head.palette()) {
      if (colours.palette().length < 3) {
        throw ImageRefused.corrupt(ImageFormat.PNG, "it has no palette");
      }
      return new Looked(head, colours);
    }
    int keyed = head.channels() * 2;
    boolean keyedAlpha = !head.storedAlpha() && colours.transparency().length >= keyed;
    return keyedAlpha ? new Keyed(head, colours.transparency()) : new Plain(head);
  }

  final Pixels pixels() {
    return pixels;
  }

  /// The line itself where that is the same, else `row`, filled.
  final byte[] row(byte[] line, int width, byte[] row) {
    if (same()) {
      return line;
    }
    expand(line, width, row);
    return row;
  }

  abstract void expand(byte[] line, int width, byte[] row);

  boolean same() {
    return false;
  }

  /// Sample `index` of a line, as stored.
  final int stored(byte[] line, int index) {
    return switch (head.depth()) {
      case 16 -> ((line[2 * index] & 0xff) << 8) | (line[2 * index + 1] & 0xff);
      case 8 -> line[index] & 0xff;
      default -> {
        int bit = index * head.depth();
        yield (line[bit >> 3] & 0xff) >> (8 - head.depth() - (bit & 7)) & ((1 << head.depth()) - 1);
      }
    };
  }

  /// A stored sample as 0 to 255.
  final byte eight(int stored) {
    return switch (head.depth()) {
      case 16 -> (byte) ((stored * 255 + 32_767) / 65_535);
      case 8 -> (byte) stored;
      default -> (byte) (stored * 255 / ((1 << head.depth()) - 1));
    };
  }

  private static final class Plain extends PngSamples {
    Plain(PngFile.Head head) {
      super(
          head,
          switch (head.type()) {
            case 2 -> Pixels.RGB;
            case 4 -> Pixels.GRAY_ALPHA;
            case 6 -> Pixels.RGBA;
            default -> Pixels.GRAY;
          });
    }

    @Override
    boolean same() {
      return head.depth() == 8;
    }

    @Override
    void expand(byte[] line, int width, byte[] row) {
      int count = width * head.channels();
      for (int i = 0; i < count; i++) {
        row[i] = eight(stored(line, i));
      }
    }
  }

  /// One gray or colour is transparent.
  private static final class Keyed extends PngSamples {
    private final int[] key;

    Keyed(PngFile.Head head, byte[] transparency) {
      super(head, head.channels() == 1 ? Pixels.GRAY_ALPHA : Pixels.RGBA);
      key = new int[head.channels()];
      for (int c = 0; c < key.length; c++) {
        key[c] = ((transparency[2 * c] & 0xff) << 8) | (transparency[2 * c + 1] & 0xff);
      }
    }

    @Override
    void expand(byte[] line, int width, byte[] row) {
      int out = 0;
      for (int x = 0; x < width; x++) {
        boolean same = true;
        for (int c = 0; c < key.length; c++) {
          int stored = stored(line, x * key.length + c);
          same &= stored == key[c];
          row[out++] = eight(stored);
        }
        row[out++] = (byte) (same ? 0 : 255);
      }
    }
  }

  private static final class Looked extends PngSamples {
    private final byte[] palette = new byte[768];
    private final byte[] alpha = new byte[256];

    Looked(PngFile.Head head, PngFile.Colours colours) {
      super(head, colours.transparency().length > 0 ? Pixels.RGBA : Pixels.RGB);
      System.arraycopy(colours.palette(), 0, palette, 0, colours.palette().length);
      Arrays.fill(alpha, (byte) 255);
      System.arraycopy(colours.transparency(), 0, alpha, 0, colours.transparency().length);
    }

    @Override
    void expand(byte[] line, int width, byte[] row) {
      int out = 0;
      for (int x = 0; x < width; x++) {
        int index = stored(line, x);
        System.arraycopy(palette, index * 3, row, out, 3);
        out += 3;
        if (pixels().alpha) {
          row[out++] = alpha[index];
        }
      }
    }
  }
}
