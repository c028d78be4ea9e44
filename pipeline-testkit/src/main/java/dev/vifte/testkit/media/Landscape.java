package dev.vifte.testkit.media;

import java.util.List;

/// Evening over a fjord, computed pixel by pixel: sky with clouds and a sun, ridges that fade into
/// haze, and water that mirrors them. Smooth gradients, sharp edges and fine texture in one
/// picture, as in a photo.
final class Landscape {
  private static final int RIDGES = 4;
  private static final double HORIZON = 0.72;
  private static final List<List<Integer>> LIGHTS =
      List.of(
          List.of(0x1D2B64, 0xF8A55B, 0xFFE3B0, 0x16202C),
          List.of(0x2A5C9A, 0xBFDDF0, 0xFFF6D8, 0x1B3A33),
          List.of(0x3A1C5A, 0xF26A6A, 0xFFD0A0, 0x1A1426),
          List.of(0x0E3B43, 0xA8D8C0, 0xFDFBE0, 0x0C2226));

  private final int width;
  private final int height;
  private final Noise noise;
  private final List<Colour> light;
  private final double sunX;
  private final double sunY;
  private final double[][] ridges;

  Landscape(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.noise = new Noise(seed);
    this.light = LIGHTS.get(Math.floorMod(seed, LIGHTS.size())).stream().map(Colour::of).toList();
    this.sunX = 0.2 + 0.6 * noise.at(1, -7);
    this.sunY = 0.28 + 0.2 * noise.at(2, -7);
    this.ridges = new double[RIDGES][width];
    for (int ridge = 0; ridge < RIDGES; ridge++) {
      fillRidge(ridge);
    }
  }

  private void fillRidge(int ridge) {
    double top = 0.46 + 0.075 * ridge;
    double tall = 0.30 - 0.05 * ridge;
    for (int x = 0; x < width; x++) {
      double across = (2.0 + ridge) * x / unit();
      ridges[ridge][x] = top - tall * (noise.fractal(across + 40 * ridge, ridge, 6) - 0.42);
    }
  }

  private double unit() {
    return Math.min(width, height);
  }

  int rgb(int x, int y) {
    double down = (y + 0.5) / height;
    double grain = 7 * (noise.at(x, y) - 0.5);
    return (down < HORIZON ? air(x, down) : water(x, down)).lit(grain).rgb();
  }

  private Colour air(int x, double down) {
    for (int ridge = RIDGES - 1; ridge >= 0; ridge--) {
      if (down > ridges[ridge][x]) {
        return rock(ridge, x, down);
      }
    }
    return sky(x, down);
  }

  private Colour sky(int x, double down) {
    double aside = (x + 0.5 - sunX * width) / unit();
    double below = (down - sunY) * height / unit();
    double away = aside * aside + below * below;
    Colour plain = light.get(0).towards(light.get(1), down / 0.6);
    double cloud = noise.fractal(3 * x / unit(), 9 * down, 5) - 0.5;
    Colour clouded = plain.towards(light.get(2), 2.2 * cloud);
    double disc = (0.0028 - away) / 0.0002;
    return clouded.towards(light.get(2), Math.max(disc, 0.02 / (0.02 + away)));
  }

  private Colour rock(int ridge, int x, double down) {
    double haze = 0.62 - 0.19 * ridge + 0.5 * (down - ridges[ridge][x]);
    double grit = noise.fractal(30 * x / unit(), 30 * down * height / unit(), 4) - 0.5;
    return light.get(3).towards(light.get(1), haze).lit(46 * grit);
  }

  private Colour water(int x, double down) {
    double depth = down - HORIZON;
    double ripple = noise.fractal(5 * x / unit(), 90 * depth / (0.3 + depth), 3) - 0.5;
    int mirroredX = Math.clamp(x + Math.round(ripple * depth * 0.5 * unit()), 0, width - 1);
    double mirrored = Math.max(0, HORIZON - 1.6 * depth + 0.05 * ripple);
    return air(mirroredX, mirrored).towards(light.get(3), 0.25 + 1.1 * depth).lit(34 * ripple);
  }
}
