package dev.vifte.imaging;

import java.awt.image.BufferedImage;

/// A decoded frame at its place on a transparent canvas of the header's size.
record Placed(ImageHeader header, int left, int top) {
  void push(BufferedImage frame, Deadline deadline, RowSink rows) throws ImageRefused {
    boolean covers = frame.getWidth() == header.width() && frame.getHeight() == header.height();
    if (covers) {
      RasterRows.of(frame).push(deadline, rows);
      return;
    }
    rows.begin(header.width(), header.height(), Pixels.RGBA);
    RasterRows stored = RasterRows.of(frame);
    byte[] row = new byte[header.width() * 4];
    byte[] clear = new byte[row.length];
    byte[] part = new byte[frame.getWidth() * 4];
    int visible = Math.min(frame.getWidth(), header.width() - left) * 4;
    for (int y = 0; y < header.height(); y++) {
      deadline.check();
      boolean inside = y >= top && y - top < frame.getHeight();
      if (inside) {
        stored.rgba(y - top, part);
        System.arraycopy(part, 0, row, left * 4, visible);
      }
      rows.row(inside ? row : clear);
    }
  }
}
