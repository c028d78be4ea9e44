package dev.vifte.testkit.media;

/// A lossless WebP of one flat colour, any size up to 16384 x 16384, in about 40 bytes: each of the
/// five prefix codes has a single symbol, so that a pixel takes no bits (RFC 9649, section 3).
/// Immutable.
public final class Webp {
  private static final int LARGEST = 16384;

  private final int width;
  private final int height;
  private final int rgb;

  private Webp(int width, int height, int rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  static Webp of(int width, int height) {
    if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
      throw new IllegalArgumentException(
          "a WebP is %d x %d px; make it 1 to %d on each side".formatted(width, height, LARGEST));
    }
    return new Webp(width, height, 0x3C7DC4);
  }

  public Webp colour(int otherRgb) {
    return new Webp(width, height, otherRgb & 0xFFFFFF);
  }

  /// The file.
  public byte[] bytes() {
    byte[] data = lossless();
    int padding = data.length & 1;
    return new Bytes()
        .text("RIFF")
        .u32le(12 + data.length + padding)
        .text("WEBPVP8L")
        .u32le(data.length)
        .add(data)
        .zeros(padding)
        .toArray();
  }

  private byte[] lossless() {
    var bits = new Bits().put(0x2F, 8).put(width - 1, 14).put(height - 1, 14);
    bits.put(0, 1).put(0, 3); // no alpha; version 0
    bits.put(0, 3); // no transform, no colour cache, no meta prefix codes
    for (int symbol : new int[] {rgb >> 8 & 255, rgb >> 16, rgb & 255, 255, 0}) {
      bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8); // simple code, one symbol, of 8 bits
    }
    return bits.toArray();
  }

  /// Bits, least significant first.
  private static final class Bits {
    private final Bytes bytes = new Bytes();
    private int pending;
    private int count;

    Bits put(int value, int width) {
      for (int bit = 0; bit < width; bit++) {
        pending |= (value >> bit & 1) << count++;
        flushIf(count == 8);
      }
      return this;
    }

    private void flushIf(boolean full) {
      if (full) {
        bytes.u8(pending);
        pending = 0;
        count = 0;
      }
    }

    byte[] toArray() {
      flushIf(count > 0);
      return bytes.toArray();
    }
  }
}
