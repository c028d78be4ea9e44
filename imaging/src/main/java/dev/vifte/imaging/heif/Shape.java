package dev.vifte.imaging.heif;

import java.util.List;

/// What a picture looks like once its properties are applied, in their order.
///
/// @param width as shown; 0 when it is not told
/// @param bits of a channel
/// @param stored pixels before any are cut away
public record Shape(int width, int height, int bits, long stored) {
  /// Editors cut edges; what is decoded for each pixel that is seen must stay bounded.
  private static final int MOST_STORED = 4;

  /// Encoders fill up small pictures; these cost little.
  private static final int SMALL = 1 << 20;

  static Shape of(List<Box> properties) {
    var shape = new Shape(0, 0, 8, 0);
    for (Box box : properties) {
      shape = shape.with(box);
    }
    return shape;
  }

  private Shape with(Box box) {
    return switch (box.type()) {
      case "ispe" -> sized(side(box.u32(4)), side(box.u32(8)));
      case "clap" -> new Shape(cut(box, 0), cut(box, 8), bits, stored);
      case "irot" -> (box.u8(0) & 1) == 1 ? turned() : this;
      case "pixi" -> new Shape(width, height, Math.max(8, box.u8(5)), stored);
      default -> this;
    };
  }

  private Shape sized(int wide, int high) {
    return new Shape(wide, high, bits, Math.max(stored, (long) wide * high));
  }

  /// Whether so little is left of what must be decoded that a limit on pixels says nothing.
  public boolean cutAway() {
    return stored > SMALL && stored / MOST_STORED > (long) width * height;
  }

  @SuppressWarnings("ArgumentSelectionDefectChecker") // swapping is the point
  private Shape turned() {
    return new Shape(height, width, bits, stored);
  }

  /// A side of the clean aperture is a fraction.
  private static int cut(Box box, int at) {
    long whole = box.u32(at);
    long part = Math.max(1, box.u32(at + 4));
    return side((whole + part / 2) / part);
  }

  private static int side(long pixels) {
    return (int) Math.min(pixels, Integer.MAX_VALUE);
  }
}
