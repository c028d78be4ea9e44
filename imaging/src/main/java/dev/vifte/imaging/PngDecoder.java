package dev.vifte.imaging;

import java.io.IOException;

/// PNG rows in order. Without interlacing two rows are held; with it (Adam7) the whole picture,
/// already as the sink's bytes.
final class PngDecoder {
  private static final int[] X0 = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] Y0 = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] DX = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] DY = {8, 8, 8, 4, 4, 2, 2};

  private final PngFile.Head head;
  private final PngSamples samples;
  private final ImageFile.Decoding decoding;
  private final long data;

  PngDecoder(PngFile png, ImageFile.Decoding decoding) throws ImageRefused {
    this.head = png.head();
    this.samples = PngSamples.of(head, png.colours());
    this.decoding = decoding;
    this.data = png.data();
  }

  void decode(RowSink rows) throws IOException {
    rows.begin(head.width(), head.height(), samples.pixels());
    var lines = new PngScanlines(decoding.file(), data, head);
    if (head.interlaced()) {
      interlaced(lines, rows);
    } else {
      plain(lines, rows);
    }
    lines.end();
  }

  private void plain(PngScanlines lines, RowSink rows) throws IOException {
    byte[] row = new byte[head.width() * samples.pixels().channels];
    lines.begin(head.width());
    for (int y = 0; y < head.height(); y++) {
      decoding.deadline().check();
      rows.row(samples.row(lines.next(), head.width(), row));
    }
  }

  private void interlaced(PngScanlines lines, RowSink rows) throws IOException {
    int channels = samples.pixels().channels;
    byte[][] all = new byte[head.height()][head.width() * channels];
    byte[] row = new byte[head.width() * channels];
    for (int pass = 0; pass < 7; pass++) {
      int width = (head.width() - X0[pass] + DX[pass] - 1) / DX[pass];
      if (width > 0) {
        lines.begin(width);
      }
      for (int y = Y0[pass]; y < head.height() && width > 0; y += DY[pass]) {
        decoding.deadline().check();
        spread(samples.row(lines.next(), width, row), width, all[y], pass);
      }
    }
    for (byte[] done : all) {
      rows.row(done);
    }
  }

  private void spread(byte[] row, int width, byte[] target, int pass) {
    int channels = samples.pixels().channels;
    for (int x = 0; x < width; x++) {
      System.arraycopy(row, x * channels, target, (X0[pass] + x * DX[pass]) * channels, channels);
    }
  }
}
