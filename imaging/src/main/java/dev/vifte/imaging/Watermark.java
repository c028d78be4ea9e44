package dev.vifte.imaging;

/// A picture laid over a variant, last of all.
///
/// @param opacity 0 is invisible, 1 as it is
/// @param scale 0 to 1: its size as a part of the variant's, inside which it fits; 0 leaves it as
///   large as it is
public record Watermark(Mark mark, double opacity, Spot spot, double scale) {
  /// Where it is.
  public sealed interface Spot {
    /// Once.
    ///
    /// @param across 0 is the left edge, 1 the right one
    /// @param down 0 is the upper edge, 1 the lower one
    /// @param x pixels away from that edge; from the middle, to the right
    /// @param y likewise
    record At(double across, double down, int x, int y) implements Spot {
      public At {
        if (!(across >= 0 && across <= 1 && down >= 0 && down <= 1)) {
          throw new IllegalArgumentException(
              "a watermark lies at two parts from 0 to 1, not %s and %s".formatted(across, down));
        }
      }
    }

    /// All over, one in the middle.
    ///
    /// @param x pixels between two, 0 or more
    /// @param y likewise
    record Tiled(int x, int y) implements Spot {
      public Tiled {
        if (x < 0 || y < 0) {
          throw new IllegalArgumentException(
              "watermarks lie 0 pixels apart or more, not %d and %d".formatted(x, y));
        }
      }
    }
  }

  public Watermark {
    require(opacity >= 0 && opacity <= 1, "opacity", opacity);
    require(scale >= 0 && scale <= 1, "scale", scale);
  }

  private static void require(boolean holds, String what, double given) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the %s of a watermark is 0 to 1, not %s".formatted(what, given));
    }
  }

  Output on(Output picture, Deadline deadline) throws ImageRefused {
    Output sheet =
        picture.pixels().colours() == 3
            ? picture.with(picture.pixels(), picture.samples().clone())
            : picture.coloured();
    Output stamp = mark.scaled(scale * picture.width(), scale * picture.height(), deadline);
    switch (spot) {
      case Spot.At(double across, double down, int x, int y) ->
          lay(
              stamp,
              new Sheet(sheet, deadline),
              edge(sheet.width() - stamp.width(), across, x),
              edge(sheet.height() - stamp.height(), down, y));
      case Spot.Tiled(int x, int y) ->
          tile(stamp, new Sheet(sheet, deadline), stamp.width() + x, stamp.height() + y);
    }
    return sheet;
  }

  private static int edge(int room, double part, int away) {
    return (int) Math.floor(room * part) + (part > 0.5 ? -away : away);
  }

  /// What it is laid on, and until when.
  private record Sheet(Output picture, Deadline deadline) {
    int width() {
      return picture.width();
    }

    int height() {
      return picture.height();
    }
  }

  private void tile(Output stamp, Sheet sheet, int stepX, int stepY) throws ImageRefused {
    int left = Math.floorMod((sheet.width() - stamp.width()) / 2, stepX) - stepX;
    int top = Math.floorMod((sheet.height() - stamp.height()) / 2, stepY) - stepY;
    for (int y = top; y < sheet.height(); y += stepY) {
      for (int x = left; x < sheet.width(); x += stepX) {
        lay(stamp, sheet, x, y);
      }
    }
  }

  private void lay(Output stamp, Sheet sheet, int left, int top) throws ImageRefused {
    int channels = sheet.picture().pixels().channels;
    int firstX = Math.max(0, -left);
    int endX = Math.min(stamp.width(), sheet.width() - left);
    int endY = Math.min(stamp.height(), sheet.height() - top);
    for (int y = Math.max(0, -top); y < endY; y++) {
      sheet.deadline().check();
      for (int x = firstX; x < endX; x++) {
        int from = (y * stamp.width() + x) * 4;
        int to = ((top + y) * sheet.width() + left + x) * channels;
        blend(stamp.samples(), from, sheet.picture(), to);
      }
    }
  }

  /// Over, with straight alpha on both sides.
  private void blend(byte[] stamp, int from, Output sheet, int to) {
    byte[] below = sheet.samples();
    double alpha = (stamp[from + 3] & 0xff) / 255.0 * opacity;
    if (alpha <= 0) {
      return;
    }
    double under = sheet.pixels().alpha ? (below[to + 3] & 0xff) / 255.0 : 1;
    double all = alpha + under * (1 - alpha);
    for (int c = 0; c < 3; c++) {
      double colour =
          (stamp[from + c] & 0xff) * alpha + (below[to + c] & 0xff) * under * (1 - alpha);
      below[to + c] = (byte) Math.round(colour / all);
    }
    if (sheet.pixels().alpha) {
      below[to + 3] = (byte) Math.round(all * 255);
    }
  }
}
