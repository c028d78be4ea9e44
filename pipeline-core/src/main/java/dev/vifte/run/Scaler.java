package dev.vifte.run;

import dev.vifte.pipeline.Scale;

/// How many slots a pool should have: one more while work waits and all are busy, one fewer while
/// less than half are. Moves by one a round, so it neither overshoots nor flaps.
final class Scaler {
  private Scaler() {}

  /// @param size slots now
  /// @param busy of them
  /// @param waiting messages nobody has
  static int next(Scale scale, int size, int busy, long waiting) {
    if (waiting > 0 && busy >= size) {
      return Math.min(scale.max(), size + 1);
    }
    int next = waiting == 0 && busy * 2 < size ? size - 1 : size;
    return Math.clamp(next, scale.min(), scale.max());
  }
}
