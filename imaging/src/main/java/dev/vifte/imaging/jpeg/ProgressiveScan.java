package dev.vifte.imaging.jpeg;

import java.util.List;

/// One scan of a progressive picture, written into the coefficients (ITU T.81 annex G).
abstract sealed class ProgressiveScan implements ScanWalk.Visitor permits MeansScan, BandScan {
  final EntropyWindow in;
  final ScanHeader header;

  ProgressiveScan(EntropyWindow in, ScanHeader header) {
    this.in = in;
    this.header = header;
  }

  static ProgressiveScan of(Scan scan, EntropyWindow in, List<Coefficients> gathered)
      throws JpegDamaged {
    if (scan.header().first() == 0) {
      return new MeansScan(scan, in, gathered);
    }
    int component = scan.header().parts().getFirst().component().index();
    return new BandScan(scan, in, gathered.get(component));
  }

  @Override
  public void endOfRow() {
    // the coefficients stay until the last scan
  }

  /// The next bits as a number; 1 to 16 of them.
  final int bits(int count) {
    int value = (int) (in.load() >>> (Long.SIZE - count));
    in.bit += count;
    return value;
  }

  final int symbol(Huffman code) throws JpegDamaged {
    int found = code.find((int) (in.load() >>> 48));
    if (found == 0) {
      throw new JpegDamaged("its picture data is cut or garbled");
    }
    in.bit += found >>> 8;
    return found & 0xff;
  }
}
