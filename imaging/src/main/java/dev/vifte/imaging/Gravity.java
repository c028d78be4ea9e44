package dev.vifte.imaging;

/// Which part of a picture stays when a variant that fills its box must cut. As the picture is
/// seen, after orientation and turn.
public sealed interface Gravity {
  /// The middle.
  Gravity CENTRE = new Point(0.5, 0.5);

  /// Toward a point: 0 is the left or upper edge, 1 the right or lower one. The part is centred on
  /// it as far as the picture goes.
  record Point(double x, double y) implements Gravity {
    public Point {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException(
            "a focal point is two parts from 0 to 1, not %s and %s".formatted(x, y));
      }
    }
  }

  /// Where there is most to see: edges, strong colours, skin.
  record Smart() implements Gravity {}
}
