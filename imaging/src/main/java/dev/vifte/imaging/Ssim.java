package dev.vifte.imaging;

/// How alike two pictures of one size are: the mean structural similarity (Wang and others, 2004)
/// of their brightness, over windows of 8 x 8 pixels every 4 pixels. 1 for equal ones.
final class Ssim {
  private static final int SIDE = 8;
  private static final int STEP = 4;
  private static final double LIGHT = 0.01 * 255 * 0.01 * 255;
  private static final double CONTRAST = 0.03 * 255 * 0.03 * 255;

  private final int width;
  private final int height;
  private final byte[] plane;

  Ssim(Output picture) {
    this.width = picture.width();
    this.height = picture.height();
    this.plane = brightness(picture);
  }

  private static byte[] brightness(Output picture) {
    Pixels pixels = picture.pixels();
    byte[] samples = picture.samples();
    byte[] plane = new byte[picture.width() * picture.height()];
    for (int i = 0, at = 0; i < plane.length; i++, at += pixels.channels) {
      int red = samples[at] & 0xff;
      boolean gray = pixels.colours() == 1;
      int green = gray ? red : samples[at + 1] & 0xff;
      int blue = gray ? red : samples[at + 2] & 0xff;
      plane[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
    }
    return plane;
  }

  /// What is transparent counts by its colour.
  double with(Output other, Deadline deadline) throws ImageRefused {
    if (other.width() != width || other.height() != height) {
      throw new IllegalArgumentException(
          "%d x %d px cannot be compared with %d x %d"
              .formatted(other.width(), other.height(), width, height));
    }
    byte[] theirs = brightness(other);
    double sum = 0;
    int windows = 0;
    for (int top = 0; top == 0 || top + SIDE <= height; top += STEP) {
      deadline.check();
      for (int left = 0; left == 0 || left + SIDE <= width; left += STEP) {
        sum += window(theirs, left, top);
        windows++;
      }
    }
    return sum / windows;
  }

  private double window(byte[] theirs, int left, int top) {
    int endX = Math.min(width, left + SIDE);
    int endY = Math.min(height, top + SIDE);
    long sumA = 0;
    long sumB = 0;
    long squares = 0;
    long products = 0;
    for (int y = top; y < endY; y++) {
      for (int i = y * width + left; i < y * width + endX; i++) {
        int a = plane[i] & 0xff;
        int b = theirs[i] & 0xff;
        sumA += a;
        sumB += b;
        squares += (long) a * a + (long) b * b;
        products += (long) a * b;
      }
    }
    double count = (double) (endX - left) * (endY - top);
    double meanA = sumA / count;
    double meanB = sumB / count;
    double spread = squares / count - meanA * meanA - meanB * meanB;
    double common = products / count - meanA * meanB;
    return (2 * meanA * meanB + LIGHT)
        * (2 * common + CONTRAST)
        / ((meanA * meanA + meanB * meanB + LIGHT) * (spread + CONTRAST));
  }
}
