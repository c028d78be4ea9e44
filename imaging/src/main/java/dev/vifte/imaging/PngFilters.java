package dev.vifte.imaging;

/// Undoes the row filters of PNG (ISO/IEC 15948 clause 9). Where a sample depends on the one before
/// it, three channels go side by side, so that the processor need not wait for one of them.
final class PngFilters {
  /// How far back the pixel before is.
  private final int reach;

  private byte[] line;
  private byte[] above;

  PngFilters(int reach, int rowBytes) {
    this.reach = reach;
    this.line = new byte[rowBytes];
    this.above = new byte[rowBytes];
  }

  /// The next row; valid until the next call.
  ///
  /// @param from where the array holds the kind of filter, then the filtered row
  byte[] undo(byte[] stored, int from) throws ImageRefused {
    byte[] swapped = above;
    above = line;
    line = swapped;
    int at = from + 1;
    switch (stored[from]) {
      case 0 -> System.arraycopy(stored, at, line, 0, line.length);
      case 1 -> sub(stored, at);
      case 2 -> up(stored, at);
      case 3 -> average(stored, at);
      case 4 -> paeth(stored, at);
      default -> throw ImageRefused.corrupt(ImageFormat.PNG, "a row has an unknown filter");
    }
    return line;
  }

  private void sub(byte[] stored, int at) {
    byte[] target = line;
    System.arraycopy(stored, at, target, 0, Math.min(reach, target.length));
    for (int i = reach; i < target.length; i++) {
      target[i] = (byte) (stored[at + i] + target[i - reach]);
    }
  }

  private void up(byte[] stored, int at) {
    byte[] target = line;
    byte[] ups = above;
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (stored[at + i] + ups[i]);
    }
  }

  private void average(byte[] stored, int at) {
    int channel = 0;
    for (; channel + 3 <= reach; channel += 3) {
      average3(stored, at, channel);
    }
    for (; channel < reach; channel++) {
      int left = 0;
      for (int i = channel; i < line.length; i += reach) {
        left = (stored[at + i] + ((left + (above[i] & 0xff)) >> 1)) & 0xff;
        line[i] = (byte) left;
      }
    }
  }

  private void average3(byte[] stored, int at, int channel) {
    byte[] target = line;
    byte[] ups = above;
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    for (int i = channel; i < target.length - 2; i += reach) {
      left0 = (stored[at + i] + ((left0 + (ups[i] & 0xff)) >> 1)) & 0xff;
      left1 = (stored[at + i + 1] + ((left1 + (ups[i + 1] & 0xff)) >> 1)) & 0xff;
      left2 = (stored[at + i + 2] + ((left2 + (ups[i + 2] & 0xff)) >> 1)) & 0xff;
      target[i] = (byte) left0;
      target[i + 1] = (byte) left1;
      target[i + 2] = (byte) left2;
    }
  }

  private void paeth(byte[] stored, int at) {
    int channel = 0;
    for (; channel + 3 <= reach; channel += 3) {
      paeth3(stored, at, channel);
    }
    for (; channel < reach; channel++) {
      int left = 0;
      int corner = 0;
      for (int i = channel; i < line.length; i += reach) {
        int up = above[i] & 0xff;
        left = (stored[at + i] + nearest(left, up, corner)) & 0xff;
        line[i] = (byte) left;
        corner = up;
      }
    }
  }

  private void paeth3(byte[] stored, int at, int channel) {
    byte[] target = line;
    byte[] ups = above;
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int corner0 = 0;
    int corner1 = 0;
    int corner2 = 0;
    for (int i = channel; i < target.length - 2; i += reach) {
      int up0 = ups[i] & 0xff;
      int up1 = ups[i + 1] & 0xff;
      int up2 = ups[i + 2] & 0xff;
      left0 = (stored[at + i] + nearest(left0, up0, corner0)) & 0xff;
      left1 = (stored[at + i + 1] + nearest(left1, up1, corner1)) & 0xff;
      left2 = (stored[at + i + 2] + nearest(left2, up2, corner2)) & 0xff;
      target[i] = (byte) left0;
      target[i + 1] = (byte) left1;
      target[i + 2] = (byte) left2;
      corner0 = up0;
      corner1 = up1;
      corner2 = up2;
    }
  }

  /// The one of the three that is nearest to `left + up - corner`; of equally near ones the first.
  /// Without branches, which nobody could predict, by masks of signs: where three times the corner
  /// is at least the sum of the other two and the larger, the smaller is nearest, and the other way
  /// round.
  static int nearest(int left, int up, int corner) {
    int small = Math.min(left, up);
    int large = Math.max(left, up);
    int turn = 3 * corner - left - up;
    int low = small ^ ((small ^ corner) & ((turn - large) >> 31));
    return large ^ ((large ^ low) & ((small - turn) >> 31));
  }
}
