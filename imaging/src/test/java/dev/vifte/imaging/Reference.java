package dev.vifte.imaging;

import java.awt.image.BufferedImage;

/// Lanczos3 written the plain way: for every output sample, over the whole axis, in double
/// precision.
final class Reference {
  private Reference() {}

  /// Red, green and blue planes.
  static double[][] resample(BufferedImage source, int width, int height) {
    double[][] planes = new double[3][];
    for (int c = 0; c < 3; c++) {
      double[] plane = plane(source, 16 - 8 * c);
      double[] wide = rows(plane, source.getWidth(), source.getHeight(), width);
      double[] turned = transpose(wide, width, source.getHeight());
      double[] done = rows(turned, source.getHeight(), width, height);
      planes[c] = transpose(done, height, width);
    }
    return planes;
  }

  /// Peak signal-to-noise ratio in dB, peak 255.
  static double psnr(BufferedImage picture, double[][] exact) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double[] plane = plane(picture, 16 - 8 * c);
      for (int i = 0; i < plane.length; i++) {
        double error = plane[i] - Math.clamp(exact[c][i], 0, 255);
        sum += error * error;
      }
    }
    return 10 * Math.log10(255 * 255 / (sum / (3.0 * exact[0].length)));
  }

  private static double[] plane(BufferedImage picture, int shift) {
    int width = picture.getWidth();
    int[] argb = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    double[] plane = new double[argb.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = argb[i] >> shift & 0xff;
    }
    return plane;
  }

  private static double[] rows(double[] plane, int width, int height, int target) {
    double[] out = new double[target * height];
    double scale = (double) width / target;
    double widen = Math.max(1, scale);
    for (int x = 0; x < target; x++) {
      double centre = (x + 0.5) * scale;
      int low = (int) Math.max(0, Math.floor(centre - 3 * widen));
      double[] weights = new double[(int) Math.min(width, Math.ceil(centre + 3 * widen)) - low];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = lanczos((low + i + 0.5 - centre) / widen);
        sum += weights[i];
      }
      for (int y = 0; y < height; y++) {
        out[y * target + x] = dot(weights, plane, y * width + low) / sum;
      }
    }
    return out;
  }

  private static double dot(double[] weights, double[] plane, int from) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * plane[from + i];
    }
    return sum;
  }

  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    double p = Math.PI * x;
    return Math.abs(x) < 3 ? 3 * Math.sin(p) * Math.sin(p / 3) / (p * p) : 0;
  }

  private static double[] transpose(double[] plane, int width, int height) {
    double[] turned = new double[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = plane[y * width + x];
      }
    }
    return turned;
  }
}
