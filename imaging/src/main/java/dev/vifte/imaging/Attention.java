package dev.vifte.imaging;

/// Finds the part of a picture that people look at: each pixel counts by how much it differs from
/// its neighbours, by how strong its colour is, and by how near that is to skin. The part with the
/// largest sum wins, the one nearer to the middle among equals.
final class Attention {
  /// A cut of more than this many steps across is no better.
  private static final int CELLS = 48;

  private static final double EDGES = 1.0;
  private static final double COLOUR = 0.35;
  private static final double SKIN = 1.2;

  private final int width;
  private final int height;
  private final byte[] rgba;

  private Attention(Output picture) {
    this.width = picture.width();
    this.height = picture.height();
    this.rgba = picture.rgba();
  }

  /// The part of a size; the whole where it is no smaller.
  static Window of(Output picture, int boxWidth, int boxHeight) {
    int wide = Math.min(boxWidth, picture.width());
    int high = Math.min(boxHeight, picture.height());
    var attention = new Attention(picture);
    double[][] sums = attention.sums();
    Window best =
        new Window((picture.width() - wide) / 2, (picture.height() - high) / 2, wide, high);
    double most = sum(sums, best) * (1 + 1e-9);
    int stepX = Math.max(1, (picture.width() - wide) / CELLS);
    int stepY = Math.max(1, (picture.height() - high) / CELLS);
    for (int top = 0; top <= picture.height() - high; top += stepY) {
      for (int left = 0; left <= picture.width() - wide; left += stepX) {
        Window window = new Window(left, top, wide, high);
        double sum = sum(sums, window);
        best = sum > most ? window : best;
        most = Math.max(most, sum);
      }
    }
    return best;
  }

  /// What lies above and to the left of each corner of a pixel.
  private double[][] sums() {
    double[][] sums = new double[height + 1][width + 1];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += weight(x, y);
        sums[y + 1][x + 1] = sums[y][x + 1] + row;
      }
    }
    return sums;
  }

  private static double sum(double[][] sums, Window window) {
    int right = window.left() + window.width();
    int bottom = window.top() + window.height();
    return sums[bottom][right]
        - sums[window.top()][right]
        - sums[bottom][window.left()]
        + sums[window.top()][window.left()];
  }

  private double weight(int x, int y) {
    double alpha = channel(x, y, 3) / 255;
    return alpha * (EDGES * edge(x, y) + COLOUR * strength(x, y) + SKIN * skin(x, y));
  }

  private double edge(int x, int y) {
    double around = gray(x - 1, y) + gray(x + 1, y) + gray(x, y - 1) + gray(x, y + 1);
    return Math.min(1, Math.abs(4 * gray(x, y) - around) / 255);
  }

  private double strength(int x, int y) {
    double red = channel(x, y, 0);
    double green = channel(x, y, 1);
    double blue = channel(x, y, 2);
    double high = Math.max(red, Math.max(green, blue));
    double low = Math.min(red, Math.min(green, blue));
    return high < 30 ? 0 : (high - low) / high * (high - low) / 255;
  }

  /// By the direction of the colour: that of skin hardly depends on how dark it is.
  private double skin(int x, int y) {
    double red = channel(x, y, 0);
    double green = channel(x, y, 1);
    double blue = channel(x, y, 2);
    double length = Math.sqrt(red * red + green * green + blue * blue);
    if (length < 60) {
      return 0;
    }
    double far =
        Math.abs(red / length - 0.78)
            + Math.abs(green / length - 0.52)
            + Math.abs(blue / length - 0.36);
    return Math.max(0, 1 - far / 0.18);
  }

  private double gray(int x, int y) {
    int column = Math.clamp(x, 0, width - 1);
    int row = Math.clamp(y, 0, height - 1);
    return 0.299 * channel(column, row, 0)
        + 0.587 * channel(column, row, 1)
        + 0.114 * channel(column, row, 2);
  }

  private double channel(int x, int y, int channel) {
    return rgba[(y * width + x) * 4 + channel] & 0xff;
  }
}
