package dev.vifte.loadtest.images;

import java.awt.image.BufferedImage;

/// How near a picture comes to a reference.
///
/// @param psnr peak signal-to-noise ratio of the three colours, in dB
/// @param ssim structural similarity of the brightness, mean over windows of 8 by 8 pixels
record Likeness(double psnr, double ssim) {
  /// What a picture must reach before it is encoded.
  static final Likeness GATE = new Likeness(40, 0.995);

  private static final int WINDOW = 8;
  private static final int HOP = 4;
  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;

  static Likeness of(BufferedImage picture, float[][] reference) {
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    double squares = 0;
    double[] light = new double[pixels.length];
    double[] wanted = new double[pixels.length];
    double[] share = {0.299, 0.587, 0.114};
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < 3; c++) {
        int value = pixels[i] >> (16 - 8 * c) & 0xff;
        double error = value - reference[c][i];
        squares += error * error;
        light[i] += share[c] * value;
        wanted[i] += share[c] * reference[c][i];
      }
    }
    double mean = Math.max(squares / (3.0 * pixels.length), 1e-9);
    return new Likeness(10 * Math.log10(255 * 255 / mean), ssim(light, wanted, width));
  }

  boolean passes() {
    return psnr >= GATE.psnr && ssim >= GATE.ssim;
  }

  private static double ssim(double[] one, double[] other, int width) {
    int height = one.length / width;
    double sum = 0;
    int windows = 0;
    for (int y = 0; y == 0 || y + WINDOW <= height; y += HOP) {
      for (int x = 0; x == 0 || x + WINDOW <= width; x += HOP) {
        sum += window(one, other, y * width + x, width);
        windows++;
      }
    }
    return sum / windows;
  }

  private static double window(double[] one, double[] other, int from, int width) {
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    int count = 0;
    for (int i = 0; i < WINDOW * WINDOW; i++) {
      int at = from + i / WINDOW * width + i % WINDOW;
      if (i % WINDOW < width && at < one.length) {
        a += one[at];
        b += other[at];
        aa += one[at] * one[at];
        bb += other[at] * other[at];
        ab += one[at] * other[at];
        count++;
      }
    }
    a /= count;
    b /= count;
    double varied = aa / count - a * a + bb / count - b * b;
    double together = ab / count - a * b;
    return (2 * a * b + C1) * (2 * together + C2) / ((a * a + b * b + C1) * (varied + C2));
  }
}
