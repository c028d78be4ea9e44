package dev.vifte.imaging;

/// Gaussian blur, and sharpening by taking the blur away, on a small picture. Beyond the edge the
/// edge goes on. Transparent pixels count as little as they show.
final class Softening {
  private final double[] weights;
  private final int reach;

  private Softening(double sigma) {
    reach = Math.max(1, (int) Math.ceil(3 * sigma));
    weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += weights[i + reach];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  static Output blurred(Output picture, double sigma, Deadline deadline) throws ImageRefused {
    float[] soft = new Softening(sigma).soft(picture, deadline);
    return picture.with(picture.pixels(), straight(picture, soft));
  }

  static Output sharpened(Output picture, double sigma, Deadline deadline) throws ImageRefused {
    float[] soft = new Softening(sigma).soft(picture, deadline);
    byte[] soften = straight(picture, soft);
    byte[] sharp = picture.samples().clone();
    int channels = picture.pixels().channels;
    boolean alpha = picture.pixels().alpha;
    for (int i = 0; i < sharp.length; i++) {
      boolean veil = alpha && i % channels == channels - 1;
      int value = sharp[i] & 0xff;
      sharp[i] = veil ? sharp[i] : (byte) Math.clamp(2L * value - (soften[i] & 0xff), 0, 255);
    }
    return picture.with(picture.pixels(), sharp);
  }

  /// Colours multiplied by alpha, blurred both ways.
  private float[] soft(Output picture, Deadline deadline) throws ImageRefused {
    int channels = picture.pixels().channels;
    int row = picture.width() * channels;
    float[] across = new float[picture.samples().length];
    float[] from = multiplied(picture);
    for (int y = 0; y < picture.height(); y++) {
      deadline.check();
      line(from, across, new Line(y * row, channels, picture.width(), channels));
    }
    for (int x = 0; x < picture.width(); x++) {
      deadline.check();
      line(across, from, new Line(x * channels, row, picture.height(), channels));
    }
    return from;
  }

  /// A row or a column.
  private record Line(int start, int step, int count, int channels) {}

  private void line(float[] from, float[] to, Line line) {
    for (int i = 0; i < line.count; i++) {
      for (int c = 0; c < line.channels; c++) {
        to[line.start + i * line.step + c] = mean(from, line, i, c);
      }
    }
  }

  private float mean(float[] from, Line line, int at, int channel) {
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      int i = Math.clamp(at + k, 0, line.count - 1);
      sum += weights[k + reach] * from[line.start + i * line.step + channel];
    }
    return (float) sum;
  }

  private static float[] multiplied(Output picture) {
    byte[] samples = picture.samples();
    float[] all = new float[samples.length];
    int channels = picture.pixels().channels;
    for (int i = 0; i < all.length; i++) {
      boolean colour = picture.pixels().alpha && i % channels != channels - 1;
      float alpha = colour ? (samples[i - i % channels + channels - 1] & 0xff) / 255f : 1;
      all[i] = (samples[i] & 0xff) * alpha;
    }
    return all;
  }

  private static byte[] straight(Output picture, float[] soft) {
    byte[] all = new byte[soft.length];
    int channels = picture.pixels().channels;
    for (int i = 0; i < all.length; i++) {
      boolean colour = picture.pixels().alpha && i % channels != channels - 1;
      float alpha = colour ? soft[i - i % channels + channels - 1] / 255f : 1;
      all[i] = (byte) Math.clamp(Math.round(alpha > 0.002f ? soft[i] / alpha : 0), 0, 255);
    }
    return all;
  }
}
