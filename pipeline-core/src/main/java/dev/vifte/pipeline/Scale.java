package dev.vifte.pipeline;

/// How many tasks of a stage run at once on one node: the pool grows and shrinks between the two
/// with its lag.
public record Scale(int min, int max) {
  /// No pool is larger.
  public static final int MOST = 1024;

  public Scale {
    if (min < 1 || max < min || max > MOST) {
      throw new IllegalArgumentException(
          "scale {min: %d, max: %d} is not valid; use 1 <= min <= max <= %d"
              .formatted(min, max, MOST));
    }
  }
}
