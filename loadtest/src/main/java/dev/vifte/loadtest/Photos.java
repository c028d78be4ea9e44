package dev.vifte.loadtest;

import dev.vifte.testkit.media.Jpeg;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Photos to upload, each another one: the same bytes on every machine with the same JDK.
public enum Photos {
  /// 1.9 megapixels, some 200 kB.
  SMALL("small photos", 1600, 1200, 0.88, 40),
  /// 12 megapixels, some 2 MB.
  LARGE("12-megapixel photos", 4000, 3000, 0.95, 8),
  /// 24 megapixels, some 4 MB.
  HUGE("24-megapixel photos", 6000, 4000, 0.95, 4);

  private static final OffsetDateTime TAKEN = OffsetDateTime.parse("2026-06-21T22:41:00+02:00");
  private static final int UPRIGHT = 1;
  private static final int TURNED = 6;

  private final String shown;
  private final int width;
  private final int height;
  private final double quality;
  private final int count;

  Photos(String shown, int width, int height, double quality, int count) {
    this.shown = shown;
    this.width = width;
    this.height = height;
    this.quality = quality;
    this.count = count;
  }

  /// All of them. Makes what is not in the folder yet, which takes seconds for each large one.
  public List<byte[]> in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("%s-%02d.jpg".formatted(name().toLowerCase(Locale.ROOT), i));
      if (!Files.exists(file)) {
        Path half = Files.createTempFile(folder, "half", "");
        Files.write(half, make(i));
        Files.move(half, file);
      }
      all.add(Files.readAllBytes(file));
    }
    return all;
  }

  /// As from a camera: with EXIF and a place; every fourth one is stored on its side.
  private byte[] make(int number) {
    Jpeg photo =
        Media.jpeg(width, height)
            .seed(number)
            .unmarked()
            .quality(quality)
            .camera("Vifte", "One")
            .lens("Vifte 35mm f/2.8")
            .taken(TAKEN.plusMinutes(number))
            .gps(60.8632, 7.1142);
    return photo.rotated(number % 4 == 0 ? TURNED : UPRIGHT).bytes();
  }

  @Override
  public String toString() {
    return shown;
  }

  /// Makes photos for other tools, such as k6.
  ///
  /// @param args `small`, `large` or `huge`, and the folder
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    System.out.printf(
        "%d %s in %s%n",
        valueOf(args[0].toUpperCase(Locale.ROOT)).in(folder).size(), args[0], folder);
  }
}
