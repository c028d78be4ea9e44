package dev.vifte.imaging;

import java.util.Optional;
import java.util.OptionalInt;

/// What is done to a variant beside scaling it. A value; the `with`-ish methods give a changed
/// copy.
///
/// @param gravity what stays when a fill cuts
/// @param turn before all else
/// @param trim what is cut away before scaling
/// @param paint what is done to the pixels after scaling
/// @param aim what the quality is chosen for
public record Edits(Gravity gravity, Turn turn, Optional<Trim> trim, Paint paint, Aim aim) {
  public static final Edits NONE =
      new Edits(Gravity.CENTRE, Turn.NONE, Optional.empty(), Paint.NONE, Aim.NONE);

  static void require(boolean holds, String what, String range, Number given) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(what, range, given));
    }
  }

  public Edits gravity(Gravity newGravity) {
    return new Edits(newGravity, turn, trim, paint, aim);
  }

  public Edits turn(Turn newTurn) {
    return new Edits(gravity, newTurn, trim, paint, aim);
  }

  public Edits trim(Trim newTrim) {
    return new Edits(gravity, turn, Optional.of(newTrim), paint, aim);
  }

  private Edits paint(Paint newPaint) {
    return new Edits(gravity, turn, trim, newPaint, aim);
  }

  public Edits blur(double sigma) {
    return paint(
        new Paint(sigma, paint.sharpen(), paint.background(), paint.padding(), paint.watermark()));
  }

  public Edits sharpen(double sigma) {
    return paint(
        new Paint(paint.blur(), sigma, paint.background(), paint.padding(), paint.watermark()));
  }

  public Edits background(int rgb) {
    OptionalInt below = OptionalInt.of(rgb);
    return paint(
        new Paint(paint.blur(), paint.sharpen(), below, paint.padding(), paint.watermark()));
  }

  public Edits padding(int pixels) {
    return paint(
        new Paint(paint.blur(), paint.sharpen(), paint.background(), pixels, paint.watermark()));
  }

  public Edits watermark(Watermark over) {
    Optional<Watermark> last = Optional.of(over);
    return paint(
        new Paint(paint.blur(), paint.sharpen(), paint.background(), paint.padding(), last));
  }

  public Edits maxBytes(int bytes) {
    return new Edits(gravity, turn, trim, paint, new Aim(bytes, aim.likeness()));
  }

  public Edits likeness(Aim.Likeness wanted) {
    return new Edits(gravity, turn, trim, paint, new Aim(aim.maxBytes(), Optional.of(wanted)));
  }
}
