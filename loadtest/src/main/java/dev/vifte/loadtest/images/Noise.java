package dev.vifte.loadtest.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Soft noise: random values on grids of several widths, straight lines between them, added up.
/// Each grid half as wide as the one before it counts a little more than half.
final class Noise {
  private static final float WEAKER = 0.62f;

  /// One grid.
  private record Octave(long seed, int step, float strength) {
    float value(int column, int row) {
      long mixed = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL;
      mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
      return ((mixed >>> 40) / (float) (1 << 23) - 1) * strength;
    }
  }

  private final List<Octave> octaves;

  private Noise(List<Octave> octaves) {
    this.octaves = octaves;
  }

  static Noise of(long seed, int coarsest, int finest, float strength) {
    List<Octave> octaves = new ArrayList<>();
    float left = strength;
    for (int step = coarsest; step >= finest; step /= 2) {
      octaves.add(new Octave(seed + step, step, left));
      left *= WEAKER;
    }
    return new Noise(List.copyOf(octaves));
  }

  /// Fills a row.
  void row(int y, float[] values) {
    Arrays.fill(values, 0);
    for (Octave octave : octaves) {
      int step = octave.step();
      float down = (float) (y % step) / step;
      for (int from = 0; from < values.length; from += step) {
        float left = between(octave, from / step, y / step, down);
        float right = between(octave, from / step + 1, y / step, down);
        int end = Math.min(from + step, values.length);
        for (int x = from; x < end; x++) {
          values[x] += left + (right - left) * (x - from) / step;
        }
      }
    }
  }

  private static float between(Octave octave, int column, int row, float down) {
    return octave.value(column, row) * (1 - down) + octave.value(column, row + 1) * down;
  }
}
