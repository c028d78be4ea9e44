package dev.vifte.imaging.look;

import dev.vifte.imaging.look.Look.Swatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The colours that a picture is made of: its pixels cut again and again at the median of the
/// widest channel (Heckbert, "Color image quantization for frame buffer display", 1982).
/// Transparent pixels do not count.
final class Palette {
  private static final int MOST = 8;
  private static final int VISIBLE = 128;

  private Palette() {}

  static String average(Tiny picture) {
    List<Integer> shown = shown(picture);
    return shown.isEmpty() ? "#ffffff" : mean(picture, shown);
  }

  static List<Swatch> of(Tiny picture) {
    List<Integer> shown = shown(picture);
    var boxes = new ArrayList<Box>();
    if (!shown.isEmpty()) {
      boxes.add(Box.of(picture, shown));
    }
    while (boxes.size() < MOST && boxes.stream().anyMatch(Box::divisible)) {
      Box widest = boxes.stream().max(Comparator.comparingLong(Box::weight)).orElseThrow();
      boxes.remove(widest);
      boxes.addAll(widest.halves(picture));
    }
    boxes.sort(Comparator.comparingInt((Box box) -> box.pixels.size()).reversed());
    return boxes.stream()
        .map(box -> new Swatch(mean(picture, box.pixels), percent(box.pixels, shown)))
        .toList();
  }

  private static int percent(List<Integer> part, List<Integer> all) {
    return Math.round(100f * part.size() / all.size());
  }

  private static List<Integer> shown(Tiny picture) {
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < picture.pixels(); i++) {
      if (picture.at(i, 3) >= VISIBLE) {
        shown.add(i);
      }
    }
    return shown;
  }

  private static String mean(Tiny picture, List<Integer> pixels) {
    int[] mean = new int[3];
    for (int c = 0; c < 3; c++) {
      long sum = 0;
      for (int pixel : pixels) {
        sum += picture.at(pixel, c);
      }
      mean[c] = (int) ((sum + pixels.size() / 2) / pixels.size());
    }
    return "#%02x%02x%02x".formatted(mean[0], mean[1], mean[2]);
  }

  /// Some of the pixels.
  ///
  /// @param channel in which they differ most
  /// @param spread by how much
  private record Box(List<Integer> pixels, int channel, int spread) {
    static Box of(Tiny picture, List<Integer> pixels) {
      int widest = 0;
      int most = -1;
      for (int c = 0; c < 3; c++) {
        int low = 255;
        int high = 0;
        for (int pixel : pixels) {
          low = Math.min(low, picture.at(pixel, c));
          high = Math.max(high, picture.at(pixel, c));
        }
        if (high - low > most) {
          widest = c;
          most = high - low;
        }
      }
      return new Box(pixels, widest, most);
    }

    boolean divisible() {
      return spread > 0;
    }

    long weight() {
      return (long) spread * pixels.size();
    }

    /// Equal colours stay together: the cut is where the channel changes next to the median.
    List<Box> halves(Tiny picture) {
      var sorted = new ArrayList<>(pixels);
      sorted.sort(Comparator.comparingInt(pixel -> picture.at(pixel, channel)));
      int low = picture.at(sorted.getFirst(), channel);
      int middle = Math.max(low + 1, picture.at(sorted.get(sorted.size() / 2), channel));
      int cut = 0;
      while (picture.at(sorted.get(cut), channel) < middle) {
        cut++;
      }
      return List.of(
          of(picture, List.copyOf(sorted.subList(0, cut))),
          of(picture, List.copyOf(sorted.subList(cut, sorted.size()))));
    }
  }
}
