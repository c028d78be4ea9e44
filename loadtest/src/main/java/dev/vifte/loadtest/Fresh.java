package dev.vifte.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders of one measurement.
public final class Fresh {
  private Fresh() {}

  public static Path folder(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    return Files.createTempDirectory(scratch, "store-");
  }

  public static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
