package dev.vifte.imaging.look;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/// The placeholder of evanw/thumbhash: the lowest waves of brightness, of two colour differences
/// and of alpha, four bits each. Its published encoder is what the tests compare with.
final class ThumbHash {
  private final Tiny picture;
  private final double[] brightness;
  private final double[] yellow;
  private final double[] red;
  private final double[] alpha;

  private ThumbHash(Tiny picture) {
    this.picture = picture;
    int pixels = picture.pixels();
    brightness = new double[pixels];
    yellow = new double[pixels];
    red = new double[pixels];
    alpha = new double[pixels];
    fill(average());
  }

  static String of(Tiny picture) {
    return Base64.getEncoder().encodeToString(new ThumbHash(picture).bytes());
  }

  /// The mean colour of what is not transparent, 0 to 1.
  private double[] average() {
    double[] sum = new double[3];
    double weight = 0;
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = picture.at(i, 3) / 255.0;
      weight += alpha[i];
      for (int c = 0; c < 3; c++) {
        sum[c] += alpha[i] / 255 * picture.at(i, c);
      }
    }
    double all = weight == 0 ? 1 : weight;
    return new double[] {sum[0] / all, sum[1] / all, sum[2] / all};
  }

  private void fill(double[] average) {
    for (int i = 0; i < alpha.length; i++) {
      double r = average[0] * (1 - alpha[i]) + alpha[i] / 255 * picture.at(i, 0);
      double g = average[1] * (1 - alpha[i]) + alpha[i] / 255 * picture.at(i, 1);
      double b = average[2] * (1 - alpha[i]) + alpha[i] / 255 * picture.at(i, 2);
      brightness[i] = (r + g + b) / 3;
      yellow[i] = (r + g) / 2 - b;
      red[i] = r - g;
    }
  }

  private byte[] bytes() {
    boolean clear = isClear();
    int most = clear ? 5 : 7;
    int longer = Math.max(picture.width(), picture.height());
    int across = Math.max(1, round((double) most * picture.width() / longer));
    int down = Math.max(1, round((double) most * picture.height() / longer));
    Waves light = waves(brightness, Math.max(3, across), Math.max(3, down));
    Waves blue = waves(yellow, 3, 3);
    Waves green = waves(red, 3, 3);
    Waves veil = clear ? waves(alpha, 5, 5) : Waves.NONE;

    var out = new ByteArrayOutputStream();
    little(out, colour(light, blue, green) | (clear ? 1 : 0) << 23, 3);
    boolean wide = picture.width() > picture.height();
    int shape = (wide ? down : across) | (wide ? 1 : 0) << 15;
    little(out, shape | round(63 * blue.scale) << 3 | round(63 * green.scale) << 9, 2);
    if (clear) {
      little(out, round(15 * veil.mean) | round(15 * veil.scale) << 4, 1);
    }
    nibbles(out, light, blue, green, veil);
    return out.toByteArray();
  }

  private boolean isClear() {
    double opaque = 0;
    for (double part : alpha) {
      opaque += part;
    }
    return opaque < alpha.length;
  }

  private static int colour(Waves light, Waves blue, Waves green) {
    return round(63 * light.mean)
        | round(31.5 + 31.5 * blue.mean) << 6
        | round(31.5 + 31.5 * green.mean) << 12
        | round(31 * light.scale) << 18;
  }

  /// The waves of a channel.
  ///
  /// @param parts 0 to 1, where a half is none
  @SuppressWarnings("ArrayRecordComponent") // read here only
  private record Waves(double mean, double scale, double[] parts) {
    static final Waves NONE = new Waves(0, 0, new double[0]);
  }

  private Waves waves(double[] channel, int across, int down) {
    double[] found = new double[across * down];
    int count = 0;
    for (int j = 0; j < down; j++) {
      for (int i = 0; i * down < across * (down - j); i++) {
        found[count++] = wave(channel, i, j);
      }
    }
    double scale = 0;
    for (int i = 1; i < count; i++) {
      scale = Math.max(scale, Math.abs(found[i]));
    }
    double[] parts = new double[count - 1];
    for (int i = 1; i < count; i++) {
      parts[i - 1] = scale == 0 ? 0 : 0.5 + 0.5 / scale * found[i];
    }
    return new Waves(found[0], scale, parts);
  }

  private double wave(double[] channel, int i, int j) {
    int width = picture.width();
    int height = picture.height();
    double sum = 0;
    for (int y = 0; y < height; y++) {
      double down = StrictMath.cos(Math.PI / height * j * (y + 0.5));
      for (int x = 0; x < width; x++) {
        sum += channel[y * width + x] * StrictMath.cos(Math.PI / width * i * (x + 0.5)) * down;
      }
    }
    return sum / channel.length;
  }

  private static void little(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >> (8 * i));
    }
  }

  private static void nibbles(ByteArrayOutputStream out, Waves... all) {
    int held = -1;
    for (Waves waves : all) {
      for (double part : waves.parts) {
        int nibble = round(15 * part);
        if (held >= 0) {
          out.write(held | nibble << 4);
        }
        held = held >= 0 ? -1 : nibble;
      }
    }
    if (held >= 0) {
      out.write(held);
    }
  }

  private static int round(double value) {
    return (int) Math.floor(value + 0.5);
  }
}
