package dev.vifte.imaging;

import java.util.Optional;
import java.util.OptionalInt;

/// What is done to the pixels of a variant, in this order. A value.
///
/// @param blur sigma in pixels of the variant, 0 to 50; 0 is none
/// @param sharpen sigma in pixels of the variant, 0 to 10; 0 is none
/// @param background as 0xRRGGBB, below what is transparent and around the picture; when empty,
///   transparency stays where the format has it, and is laid on white elsewhere
/// @param padding pixels added on each side, 0 to 1,000
/// @param watermark laid over all of it
public record Paint(
    double blur,
    double sharpen,
    OptionalInt background,
    int padding,
    Optional<Watermark> watermark) {
  static final Paint NONE = new Paint(0, 0, OptionalInt.empty(), 0, Optional.empty());

  private static final int WHITE = 0xffffff;

  public Paint {
    Edits.require(blur >= 0 && blur <= 50, "blur", "0 to 50", blur);
    Edits.require(sharpen >= 0 && sharpen <= 10, "sharpen", "0 to 10", sharpen);
    Edits.require(padding >= 0 && padding <= 1000, "padding", "0 to 1000", padding);
    background.ifPresent(rgb -> Edits.require(rgb >>> 24 == 0, "background", "0xRRGGBB", rgb));
  }

  /// What is put around and below.
  int paper() {
    return background.orElse(WHITE);
  }
}
