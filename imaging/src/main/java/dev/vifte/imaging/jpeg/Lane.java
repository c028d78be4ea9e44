package dev.vifte.imaging.jpeg;

import java.util.Arrays;

/// Decodes the blocks of one component in a sequential scan, straight to samples. Coefficients that
/// the wanted size does not need are passed over.
final class Lane {
  private static final int LOOKS = 4;

  /// Of the 57 bits of a window, so many may be taken before one more symbol of at most 31 is.
  private static final int SURE = 57 - 31;

  final Strip strip;

  private final EntropyWindow in;
  private final ValueCodes first;
  private final ValueCodes others;
  private final SkipCodes skips;
  private final Inverse inverse;
  private final int[] places;
  private final float[] weights;
  private final float[] block;
  private int prediction;

  /// Where in the block the last read ended.
  private int position;

  Lane(EntropyWindow in, Tables tables, ScanHeader.Part part, JpegPicture.Plane plane, Strip strip)
      throws JpegDamaged {
    this.in = in;
    this.strip = strip;
    this.first = tables.dc(part.dc());
    this.others = tables.ac(part.ac());
    this.skips = tables.skips(part.ac());
    this.inverse = Inverse.of(plane.size());
    this.places = inverse.places();
    this.weights = inverse.weights(tables.steps(part.component().quantisation()));
    this.block = new float[plane.size() * plane.size() + 1];
  }

  void restart() {
    prediction = 0;
    Arrays.fill(block, 0);
  }

  /// The next block of the data, to be at this column and row of blocks of the strip.
  void block(int column, int row) throws JpegDamaged {
    int bit = mean(in.bit);
    float mean = prediction * weights[0];
    int x = column * inverse.size;
    int y = row * inverse.size;
    position = 1;
    if (inverse.last > 0) {
      bit = values(bit);
    }
    in.bit = position < 64 ? skip(bit, position) : bit;
    if (inverse.last == 0) {
      strip.rows[y][x] = mean + Inverse.CENTRE;
    } else if (position == 1 + ValueCodes.END) {
      inverse.flat(mean, strip.rows, x, y);
    } else {
      block[0] = mean;
      inverse.block(block, strip.rows, x, y);
      Arrays.fill(block, 0);
    }
  }

  private int mean(int bit) throws JpegDamaged {
    int entry = known(first.read(EntropyWindow.load(in.bytes, bit)));
    prediction += entry >> 16;
    return bit + (entry & 31);
  }

  /// Reads coefficients up to the last that counts, or the end of the block.
  private int values(int from) throws JpegDamaged {
    int bit = from;
    int next = 1;
    while (next <= inverse.last) {
      long window = EntropyWindow.load(in.bytes, bit);
      int taken = 0;
      while (next <= inverse.last && taken <= SURE) {
        int entry = known(others.read(window << taken));
        taken += entry & 31;
        next += (entry >> 5) & 127;
        if (next <= 64) {
          block[places[next - 1]] = (entry >> 16) * weights[next - 1];
        }
      }
      bit += taken;
    }
    position = next;
    return bit;
  }

  /// From a coefficient of the block to its end.
  private int skip(int from, int start) throws JpegDamaged {
    byte[] bytes = in.bytes;
    int bit = from;
    int at = start;
    while (at < 64) {
      long window = EntropyWindow.load(bytes, bit);
      int entry = skips.several(window);
      int next = at + (entry >> 4);
      int looks = 0;
      while (entry != 0 && next < 64 && looks < LOOKS) {
        bit += entry & 15;
        window <<= entry & 15;
        at = next;
        looks++;
        entry = skips.several(window);
        next = at + (entry >> 4);
      }
      if (looks < LOOKS) {
        boolean ends = entry != 0 && (next & (SkipCodes.END - 1)) <= 64;
        int one = ends ? (entry & 15) | next << 5 : single(bytes, bit);
        bit += one & 31;
        at += one >> 5;
      }
    }
    return bit;
  }

  /// Where several symbols at once would lead past the end of the block.
  private int single(byte[] bytes, int bit) throws JpegDamaged {
    return known(skips.single((int) (EntropyWindow.load(bytes, bit) >>> 48)));
  }

  private static int known(int entry) throws JpegDamaged {
    if (entry == 0) {
      throw new JpegDamaged("its picture data is cut or garbled");
    }
    return entry;
  }
}
