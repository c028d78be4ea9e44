package dev.vifte.imaging.encode;

import java.nio.ByteBuffer;
import java.util.List;

/// The segments of a JPEG before its data: who reads them needs nothing else, and nobody learns
/// more from them than the picture's size.
final class Header {
  private static final int LONGEST = 2048;
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  private final ByteBuffer out = ByteBuffer.allocate(LONGEST);

  private Header() {}

  /// @param sampling ignored in a gray picture
  static byte[] of(Source picture, Sampling sampling, List<Quantisation> steps, Codes codes) {
    var header = new Header();
    header.out.putShort((short) 0xffd8);
    header.segment(0xe0, JFIF.length).put(JFIF);
    for (int i = 0; i < steps.size(); i++) {
      header.segment(0xdb, 1 + ZigZag.SIZE).put((byte) i).put(steps.get(i).zigZag());
    }
    header.frame(picture, sampling);
    for (int i = 0; i < codes.tables().size(); i++) {
      header.code(i, codes.tables().get(i));
    }
    header.scan(picture.channels());
    byte[] bytes = new byte[header.out.position()];
    header.out.get(0, bytes);
    return bytes;
  }

  private ByteBuffer segment(int marker, int length) {
    return out.put((byte) 0xff).put((byte) marker).putShort((short) (length + 2));
  }

  private void frame(Source picture, Sampling sampling) {
    int components = picture.channels();
    segment(0xc0, 6 + 3 * components).put((byte) 8);
    out.putShort((short) picture.height()).putShort((short) picture.width());
    out.put((byte) components);
    for (int i = 0; i < components; i++) {
      int blocks = i == 0 && components > 1 ? sampling.step : 1;
      out.put((byte) (i + 1)).put((byte) (blocks << 4 | blocks)).put((byte) Math.min(i, 1));
    }
  }

  /// Even tables are of first coefficients, odd ones of the others; the second two of colour.
  private void code(int table, HuffmanCode code) {
    segment(0xc4, 17 + code.symbols().length).put((byte) (table % 2 << 4 | table / 2));
    for (int length = 1; length <= 16; length++) {
      out.put((byte) code.lengths()[length]);
    }
    out.put(code.symbols());
  }

  private void scan(int components) {
    segment(0xda, 4 + 2 * components).put((byte) components);
    for (int i = 0; i < components; i++) {
      out.put((byte) (i + 1)).put((byte) (i == 0 ? 0 : 0x11));
    }
    out.put((byte) 0).put((byte) (ZigZag.SIZE - 1)).put((byte) 0);
  }
}
