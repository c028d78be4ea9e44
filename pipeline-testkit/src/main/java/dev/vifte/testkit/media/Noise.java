package dev.vifte.testkit.media;

/// Seeded value noise: the same seed and place give the same value on every machine, because only
/// integer hashes and exact arithmetic are used.
record Noise(long seed) {

  /// White noise in [0, 1) for one lattice point (the finaliser of MurmurHash3).
  double at(int x, int y) {
    long h = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return ((h ^ (h >>> 33)) >>> 11) * 0x1p-53;
  }

  /// Smooth noise in [0, 1): the lattice values, eased between.
  double smooth(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double across = ease(x - left);
    double down = ease(y - top);
    double upper = mix(at(left, top), at(left + 1, top), across);
    double lower = mix(at(left, top + 1), at(left + 1, top + 1), across);
    return mix(upper, lower, down);
  }

  /// Fractal noise in [0, 1): each octave is twice as fine and half as strong.
  double fractal(double x, double y, int octaves) {
    double sum = 0;
    double weight = 0;
    for (int octave = 0; octave < octaves; octave++) {
      double strength = 1.0 / (1 << octave);
      sum += strength * smooth(x * (1 << octave) + 17 * octave, y * (1 << octave));
      weight += strength;
    }
    return sum / weight;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
