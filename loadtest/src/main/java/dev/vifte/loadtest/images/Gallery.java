package dev.vifte.loadtest.images;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/// The pictures: made by code once and kept, or those of a folder.
final class Gallery {
  private static final float QUALITY = 0.85f;

  private enum Kind {
    BASELINE("jpg"),
    PROGRESSIVE("jpg"),
    PNG("png");

    private final String extension;

    Kind(String extension) {
      this.extension = extension;
    }
  }

  private final Path folder;

  /// @param folder to keep them in
  Gallery(Path folder) {
    this.folder = folder;
  }

  /// The works that are compared on every machine.
  List<Work> works() throws IOException {
    List<Integer> thumb = List.of(128);
    return List.of(
        new Work("24 MP → 128", thumb, made(Kind.BASELINE, 6000, 4000, 2)),
        new Work("24 MP progressive → 128", thumb, made(Kind.PROGRESSIVE, 6000, 4000, 2)),
        new Work("1.9 MP → 128", thumb, made(Kind.BASELINE, 1600, 1200, 8)),
        new Work("12 MP → 1280 + 640 + 128", List.of(1280, 640, 128), twelve(Kind.BASELINE)),
        new Work("12 MP PNG → 640", List.of(640), twelve(Kind.PNG)),
        new Work("1280 x 960 pixels as JPEG", List.of(), made(Kind.PNG, 1280, 960, 1)));
  }

  /// Two works with every JPEG and PNG of a folder.
  static List<Work> worksOf(Path given) throws IOException {
    List<Path> pictures;
    try (Stream<Path> all = Files.list(given)) {
      pictures =
          all.filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png)")).sorted().toList();
    }
    String name = String.valueOf(given.getFileName());
    return List.of(
        new Work(name + " → 128", List.of(128), pictures),
        new Work(name + " → 1280 + 640 + 128", List.of(1280, 640, 128), pictures));
  }

  private List<Path> twelve(Kind kind) throws IOException {
    return made(kind, 4000, 3000, 3);
  }

  private List<Path> made(Kind kind, int width, int height, int count) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "%s-%dx%d-%d.%s".formatted(kind, width, height, i, kind.extension);
      Path file = folder.resolve(name.toLowerCase(Locale.ROOT));
      if (!Files.exists(file)) {
        System.out.println("images: making " + file);
        Path half = Files.createTempFile(folder, "half", "");
        write(Scene.of(width, height, i), kind, half);
        Files.move(half, file);
      }
      files.add(file);
    }
    return files;
  }

  private static void write(BufferedImage picture, Kind kind, Path file) throws IOException {
    ImageWriter writer = Jdk.writer(kind.extension);
    try (var out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (kind != Kind.PNG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      if (kind == Kind.PROGRESSIVE) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
