package dev.vifte.imaging;

import java.util.OptionalInt;

/// Cuts away what surrounds a picture in one colour, before it is scaled. As the picture is seen,
/// after orientation and turn. What is all of that colour stays whole.
///
/// @param threshold how much a channel may differ from the colour, 0 to 255
/// @param colour as 0xRRGGBB, transparency counts as it, too; when empty, that of the upper left
///   pixel, with its transparency
/// @param equalHor the same is cut left and right
/// @param equalVer the same is cut above and below
public record Trim(double threshold, OptionalInt colour, boolean equalHor, boolean equalVer) {
  public Trim {
    if (!(threshold >= 0 && threshold <= 255)) {
      throw new IllegalArgumentException(
          "the threshold of a trim is 0 to 255, not %s".formatted(threshold));
    }
  }

  /// What is left.
  Window of(Output picture) {
    Output shown = colour.isPresent() ? inColour(picture, colour.getAsInt()) : picture;
    int[] border = border(shown);
    int width = shown.width();
    int height = shown.height();
    int left = 0;
    while (left < width && blank(shown, border, new Window(left, 0, 1, height))) {
      left++;
    }
    if (left == width) {
      return new Window(0, 0, width, height);
    }
    int right = 0;
    while (blank(shown, border, new Window(width - 1 - right, 0, 1, height))) {
      right++;
    }
    int top = 0;
    while (blank(shown, border, new Window(0, top, width, 1))) {
      top++;
    }
    int bottom = 0;
    while (blank(shown, border, new Window(0, height - 1 - bottom, width, 1))) {
      bottom++;
    }
    return inside(shown, new int[] {left, right, top, bottom});
  }

  /// Gray has but one value to compare, which is not enough for a colour.
  private static Output inColour(Output picture, int rgb) {
    Output flat = picture.opaque(rgb);
    return flat.pixels() == Pixels.GRAY ? flat.coloured() : flat;
  }

  private Window inside(Output picture, int[] cut) {
    int left = equalHor ? Math.min(cut[0], cut[1]) : cut[0];
    int right = equalHor ? left : cut[1];
    int top = equalVer ? Math.min(cut[2], cut[3]) : cut[2];
    int bottom = equalVer ? top : cut[3];
    return new Window(left, top, picture.width() - left - right, picture.height() - top - bottom);
  }

  private int[] border(Output picture) {
    int[] border = new int[picture.pixels().channels];
    for (int c = 0; c < border.length; c++) {
      border[c] =
          colour.isPresent() ? colour.getAsInt() >> (16 - 8 * c) & 0xff : value(picture, 0, c);
    }
    return border;
  }

  private boolean blank(Output picture, int[] border, Window line) {
    for (int y = line.top(); y < line.top() + line.height(); y++) {
      for (int x = line.left(); x < line.left() + line.width(); x++) {
        if (differs(picture, (y * picture.width() + x) * border.length, border)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean differs(Output picture, int at, int[] border) {
    boolean differs = false;
    for (int c = 0; c < border.length; c++) {
      differs |= Math.abs(value(picture, at, c) - border[c]) > threshold;
    }
    return differs;
  }

  /// Colours count as much as they show.
  private static int value(Output picture, int at, int channel) {
    Pixels pixels = picture.pixels();
    int value = picture.samples()[at + channel] & 0xff;
    return pixels.alpha && channel < pixels.colours()
        ? value * (picture.samples()[at + pixels.colours()] & 0xff) / 255
        : value;
  }
}
