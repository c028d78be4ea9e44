package dev.vifte.imaging.look;

/// The placeholder of woltapp/blurhash: the lowest waves of a picture in linear light, as text of
/// base 83. Its published encoder is what the tests compare with.
final class BlurHash {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

  /// Steps of the strongest wave, and of a wave on either side of none.
  private static final double STRENGTHS = 166;

  private static final int STEPS = 9;

  private BlurHash() {}

  /// @param across waves, 1 to 9
  /// @param down waves, 1 to 9
  static String of(Tiny picture, int across, int down) {
    double[][] linear = linear(picture);
    double[][] waves = new double[across * down][];
    for (int j = 0; j < down; j++) {
      for (int i = 0; i < across; i++) {
        waves[j * across + i] = wave(picture, linear, i, j);
      }
    }
    double strongest = strongest(waves);
    int step =
        waves.length == 1 ? 0 : Math.clamp((long) Math.floor(strongest * STRENGTHS - 0.5), 0, 82);
    var text = new StringBuilder();
    digits(text, across - 1 + (down - 1) * 9, 1);
    digits(text, step, 1);
    digits(text, mean(waves[0]), 4);
    for (int i = 1; i < waves.length; i++) {
      digits(text, quantised(waves[i], (step + 1) / STRENGTHS), 2);
    }
    return text.toString();
  }

  private static double[][] linear(Tiny picture) {
    double[][] linear = new double[3][picture.pixels()];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < picture.pixels(); i++) {
        double value = picture.onWhite(i, c) / 255;
        linear[c][i] =
            value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
      }
    }
    return linear;
  }

  private static double[] wave(Tiny picture, double[][] linear, int i, int j) {
    double[] wave = new double[3];
    double scale = (i == 0 && j == 0 ? 1.0 : 2.0) / picture.pixels();
    for (int c = 0; c < 3; c++) {
      wave[c] = scale * sum(picture, linear[c], i, j);
    }
    return wave;
  }

  private static double sum(Tiny picture, double[] channel, int i, int j) {
    double sum = 0;
    for (int y = 0; y < picture.height(); y++) {
      double down = StrictMath.cos(Math.PI * j * y / picture.height());
      for (int x = 0; x < picture.width(); x++) {
        double basis = down * StrictMath.cos(Math.PI * i * x / picture.width());
        sum += basis * channel[y * picture.width() + x];
      }
    }
    return sum;
  }

  private static double strongest(double[][] waves) {
    double most = 0;
    for (int i = 1; i < waves.length; i++) {
      for (double value : waves[i]) {
        most = Math.max(most, Math.abs(value));
      }
    }
    return most;
  }

  private static int mean(double[] wave) {
    return srgb(wave[0]) << 16 | srgb(wave[1]) << 8 | srgb(wave[2]);
  }

  private static int srgb(double linear) {
    double value = Math.clamp(linear, 0, 1);
    double encoded =
        value <= 0.0031308 ? value * 12.92 : 1.055 * StrictMath.pow(value, 1 / 2.4) - 0.055;
    return (int) (encoded * 255 + 0.5);
  }

  private static int quantised(double[] wave, double most) {
    int all = 0;
    for (double value : wave) {
      double part = value / most;
      double root = Math.copySign(Math.sqrt(Math.abs(part)), part);
      all = all * 19 + Math.clamp((long) Math.floor(root * STEPS + STEPS + 0.5), 0, 2 * STEPS);
    }
    return all;
  }

  private static void digits(StringBuilder to, int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      to.append(DIGITS.charAt((int) (value / StrictMath.pow(83, i)) % 83));
    }
  }
}
