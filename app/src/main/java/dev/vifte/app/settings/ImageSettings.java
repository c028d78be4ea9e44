package dev.vifte.app.settings;

import dev.vifte.imaging.Accelerator;
import java.util.List;

/// Pictures.
///
/// @param accelerator as [Accelerator#of] takes it
public record ImageSettings(String accelerator) {
  static final Key<String> ACCELERATOR =
      new Key<>(
          "image.accelerator",
          "auto",
          new Form<>("auto, none, or the path of a libvips", ImageSettings::checked),
          "libvips for HEIC and AVIF files and for WebP and AVIF outputs, used in child processes"
              + " only; auto looks where packages put it");
  static final List<Key<?>> KEYS = List.of(ACCELERATOR);

  static ImageSettings read(Values values) {
    return new ImageSettings(values.get(ACCELERATOR));
  }

  private static String checked(String word) {
    try {
      Accelerator.of(word);
      return word;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be auto, none, or the path of a libvips: " + e.getMessage(), e);
    }
  }
}
