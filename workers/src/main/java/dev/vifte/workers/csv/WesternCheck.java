package dev.vifte.workers.csv;

/// What single bytes say of a text: zero bytes and many control characters make it binary, and the
/// range 0x80 to 0x9F holds letters in windows-1252 only.
final class WesternCheck {
  private static final int PERCENT = 100;

  private boolean zero;
  private boolean c1;
  private long controls;
  private long all;

  void add(byte[] block) {
    for (byte b : block) {
      int value = Byte.toUnsignedInt(b);
      zero |= value == 0;
      c1 |= value >= 0x80 && value < 0xA0;
      if (value < ' ' && value != '\t' && value != '\n' && value != '\r') {
        controls++;
      }
    }
    all += block.length;
  }

  boolean isBinary() {
    return zero || controls * PERCENT > all;
  }

  boolean usesC1() {
    return c1;
  }
}
