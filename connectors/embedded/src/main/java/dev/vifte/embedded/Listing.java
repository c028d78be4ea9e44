package dev.vifte.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Walks a folder in the order of keys, one folder's names in memory at a time.
final class Listing {
  private Listing() {}

  /// Something that may be gone by now.
  @FunctionalInterface
  interface Look<T> {
    Optional<T> at() throws IOException;
  }

  static Stream<Path> files(Path folder) {
    return names(folder).stream()
        .flatMap(entry -> KeyPaths.isFolder(entry) ? files(entry) : Stream.of(entry));
  }

  static <T> Stream<T> unlessGone(Look<T> look) {
    try {
      return look.at().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> names(Path folder) {
    try (var found = Files.list(folder)) {
      return found
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted(Comparator.comparing(KeyPaths::sortName))
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
