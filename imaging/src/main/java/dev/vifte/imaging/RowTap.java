package dev.vifte.imaging;

import java.awt.Point;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/// Looks to an Image I/O reader like the raster of a whole picture, holds none of it, and passes
/// each row that the reader sets on to a [RowSink]. Only whole rows, in order, from top to bottom.
final class RowTap extends WritableRaster {
  private final RowSink rows;
  private final Deadline deadline;
  private final byte[] row;
  private final int passes;
  private int pass;
  private int next;

  RowTap(SampleModel model, int passes, Deadline deadline, RowSink rows) {
    super(model, new DataBufferByte(model.getWidth() * model.getNumBands()), new Point());
    this.passes = passes;
    this.rows = rows;
    this.deadline = deadline;
    this.row = ((DataBufferByte) dataBuffer).getData();
  }

  /// Whether every row of the last pass came.
  boolean complete() {
    return pass == passes && next == height;
  }

  @Override
  public void setRect(int x, int y, Raster source) {
    if (y == 0) {
      pass++;
      next = 0;
    }
    if (x != 0 || y != next || source.getWidth() != width || source.getHeight() != 1) {
      throw new IllegalStateException("the reader does not write whole rows in order");
    }
    next++;
    try {
      deadline.check();
      if (pass == passes) {
        source.getDataElements(source.getMinX(), source.getMinY(), width, 1, row);
        rows.row(row);
      }
    } catch (ImageRefused refused) {
      throw new Readers.Stopped(refused);
    }
  }
}
