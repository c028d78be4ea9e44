package dev.vifte.imaging.jpeg;

import java.io.IOException;

/// A row of blocks (or of MCUs) of one plane on its way out. The rows are as wide as the blocks;
/// what lies beyond the plane is never looked at.
final class Strip {
  final float[][] rows;

  private final JpegPicture.Plane plane;
  private int done;

  /// @param blocksAcross with those beyond the right edge
  /// @param blocksDown in one strip
  Strip(JpegPicture.Plane plane, int blocksAcross, int blocksDown) {
    this.plane = plane;
    this.rows = new float[blocksDown * plane.size()][blocksAcross * plane.size()];
  }

  /// Hands the rows on, without those below the picture; then the strip may be filled again.
  void push(JpegPicture.Rows target) throws IOException {
    for (int r = 0; r < rows.length && done < plane.height(); r++) {
      clamp(rows[r]);
      target.row(plane.component(), rows[r]);
      done++;
    }
  }

  boolean complete() {
    return done == plane.height();
  }

  /// What the encoder rounded may lie a little outside the range.
  private static void clamp(float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.max(0f, Math.min(255f, row[i]));
    }
  }
}
