package dev.vifte.imaging.jpeg;

/// A band of further coefficients of one component: all their bits but the lowest, or one bit more.
final class BandScan extends ProgressiveScan {
  private final Huffman code;
  private final Coefficients target;
  private final short[] values;

  /// What one is worth in this scan.
  private final int unit;

  /// How many blocks, this one included, hold nothing (more) of the band.
  private int emptyBlocks;

  BandScan(Scan scan, EntropyWindow in, Coefficients target) throws JpegDamaged {
    super(in, scan.header());
    this.code = scan.tables().acSymbols(header.parts().getFirst().ac());
    this.target = target;
    this.values = target.values;
    this.unit = 1 << header.low();
  }

  @Override
  public void restart() {
    emptyBlocks = 0;
  }

  @Override
  public void mcu(int x, int y) throws JpegDamaged {
    int at = target.at(x, y);
    if (header.high() > 0) {
      refine(at);
    } else if (emptyBlocks == 0) {
      read(at);
    } else {
      emptyBlocks--;
    }
  }

  private void read(int at) throws JpegDamaged {
    for (int k = header.first(); k <= header.last(); k++) {
      int symbol = symbol(code);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0 && run < 15) {
        emptyBlocks = blocks(run) - 1;
        return;
      }
      k += run;
      int value = size == 0 ? 0 : Huffman.extend(bits(size), size);
      if (k > header.last()) {
        return;
      }
      values[at + k] = (short) (value * unit);
    }
  }

  private int blocks(int power) {
    return power == 0 ? 1 : (1 << power) + bits(power);
  }

  private void refine(int at) throws JpegDamaged {
    int k = header.first();
    while (emptyBlocks == 0 && k <= header.last()) {
      int symbol = symbol(code);
      int run = symbol >> 4;
      boolean fresh = (symbol & 15) != 0;
      if (!fresh && run < 15) {
        emptyBlocks = blocks(run);
        break;
      }
      int value = !fresh ? 0 : bits(1) == 1 ? unit : -unit;
      k = pass(at, k, run);
      if (fresh && k <= header.last()) {
        values[at + k] = (short) value;
      }
      k++;
    }
    if (emptyBlocks > 0) {
      pass(at, k, Integer.MAX_VALUE);
      emptyBlocks--;
    }
  }

  /// Refines what is known already, up to the zero after `zeros` zeros, and tells where that is.
  private int pass(int at, int from, int zeros) {
    int left = zeros;
    for (int k = from; k <= header.last(); k++) {
      if (values[at + k] != 0) {
        refineOne(at + k);
      } else if (left-- == 0) {
        return k;
      }
    }
    return header.last() + 1;
  }

  private void refineOne(int at) {
    int value = values[at];
    if (bits(1) == 1 && (value & unit) == 0) {
      values[at] = (short) (value + (value > 0 ? unit : -unit));
    }
  }
}
