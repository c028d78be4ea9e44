package dev.vifte.imaging;

import java.util.OptionalInt;

/// What is done to a variant beside scaling it. A value; the `with`-ish methods give a changed
/// copy.
///
/// @param gravity what stays when a fill cuts
/// @param turn before all else
/// @param blur sigma in pixels of the variant, 0 to 50; 0 is none
/// @param sharpen sigma in pixels of the variant, 0 to 10; 0 is none
/// @param background as 0xRRGGBB, below what is transparent and around the picture; when empty,
///   transparency stays where the format has it, and is laid on white elsewhere
/// @param padding pixels added on each side, 0 to 1,000
/// @param maxBytes quality is lowered until the file is no longer than this; 0 is no limit
public record Edits(
    Gravity gravity,
    Turn turn,
    double blur,
    double sharpen,
    OptionalInt background,
    int padding,
    int maxBytes) {
  public static final Edits NONE =
      new Edits(Gravity.CENTRE, Turn.NONE, 0, 0, OptionalInt.empty(), 0, 0);

  private static final int WHITE = 0xffffff;

  public Edits {
    require(blur >= 0 && blur <= 50, "blur", "0 to 50", blur);
    require(sharpen >= 0 && sharpen <= 10, "sharpen", "0 to 10", sharpen);
    require(padding >= 0 && padding <= 1000, "padding", "0 to 1000", padding);
    require(maxBytes == 0 || maxBytes >= 256, "max_bytes", "256 or more", maxBytes);
    background.ifPresent(rgb -> require(rgb >>> 24 == 0, "background", "0xRRGGBB", rgb));
  }

  private static void require(boolean holds, String what, String range, Number given) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(what, range, given));
    }
  }

  public Edits gravity(Gravity newGravity) {
    return new Edits(newGravity, turn, blur, sharpen, background, padding, maxBytes);
  }

  public Edits turn(Turn newTurn) {
    return new Edits(gravity, newTurn, blur, sharpen, background, padding, maxBytes);
  }

  public Edits blur(double sigma) {
    return new Edits(gravity, turn, sigma, sharpen, background, padding, maxBytes);
  }

  public Edits sharpen(double sigma) {
    return new Edits(gravity, turn, blur, sigma, background, padding, maxBytes);
  }

  public Edits background(int rgb) {
    return new Edits(gravity, turn, blur, sharpen, OptionalInt.of(rgb), padding, maxBytes);
  }

  public Edits padding(int pixels) {
    return new Edits(gravity, turn, blur, sharpen, background, pixels, maxBytes);
  }

  public Edits maxBytes(int bytes) {
    return new Edits(gravity, turn, blur, sharpen, background, padding, bytes);
  }

  /// What is put around and below.
  int paper() {
    return background.orElse(WHITE);
  }
}
