package dev.vifte.loadtest.images;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/// A picture with the statistics of a photograph: noise of every scale, the finer the weaker, in
/// brightness and, softer, in colour; edges of any direction; a sky that gets lighter; grain. Equal
/// calls give equal pixels.
final class Scene {
  private static final int COARSEST = 512;
  private static final int FINEST = 4;
  private static final int EDGES = 14;
  private static final float GRAIN = 21;

  private final int width;
  private final int height;
  private final Random random;
  private final double[][] edges = new double[EDGES][];

  private Scene(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.random = new Random(seed);
    for (int i = 0; i < EDGES; i++) {
      double angle = random.nextDouble() * Math.PI;
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height;
      edges[i] =
          new double[] {
            Math.cos(angle), Math.sin(angle), x, y, width * (0.02 + 0.1 * random.nextDouble())
          };
    }
  }

  static BufferedImage of(int width, int height, long seed) {
    var scene = new Scene(width, height, seed);
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    scene.draw(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
    return picture;
  }

  private void draw(byte[] bytes) {
    var light = Noise.of(random.nextLong(), COARSEST, FINEST, 62);
    var warm = Noise.of(random.nextLong(), COARSEST, COARSEST / 16, 18);
    var green = Noise.of(random.nextLong(), COARSEST, COARSEST / 16, 14);
    float[][] rows = new float[3][width];
    for (int y = 0; y < height; y++) {
      light.row(y, rows[0]);
      warm.row(y, rows[1]);
      green.row(y, rows[2]);
      for (int x = 0, at = y * width * 3; x < width; x++, at += 3) {
        float base = 150 - 50f * y / height + rows[0][x] + edges(x, y) + grain();
        bytes[at] = clamped(base - rows[1][x] + grain() / 2);
        bytes[at + 1] = clamped(base + rows[2][x]);
        bytes[at + 2] = clamped(base + rows[1][x] + grain() / 2);
      }
    }
  }

  /// Bands that are darker than what is beside them.
  private float edges(int x, int y) {
    float sum = 0;
    for (double[] edge : edges) {
      double away = (x - edge[2]) * edge[0] + (y - edge[3]) * edge[1];
      if (Math.abs(away) < edge[4]) {
        sum -= 24;
      }
    }
    return sum;
  }

  private float grain() {
    return (random.nextFloat() - 0.5f) * GRAIN;
  }

  private static byte clamped(float value) {
    return (byte) Math.clamp((int) value, 0, 255);
  }
}
