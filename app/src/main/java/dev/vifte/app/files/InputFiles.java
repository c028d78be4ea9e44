package dev.vifte.app.files;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files that arguments mean: files as they are, folders with all that lies below them.
public final class InputFiles {
  private InputFiles() {}

  /// In the order of the arguments, folders by name; hidden files and links below folders, and what
  /// lies in `out`, are left out.
  ///
  /// @throws Problem when an argument does not exist or a folder cannot be read
  public static List<Path> of(List<Path> arguments, Path out) {
    var files = new ArrayList<Path>();
    for (Path argument : arguments) {
      if (Files.isDirectory(argument)) {
        files.addAll(below(argument, out.toAbsolutePath().normalize()));
      } else if (Files.exists(argument)) {
        files.add(argument);
      } else {
        throw new Problem(
            ExitCode.USAGE, "there is no file %s; check the name".formatted(argument));
      }
    }
    if (files.isEmpty()) {
      throw new Problem(ExitCode.USAGE, "no file lies below %s".formatted(arguments));
    }
    return files;
  }

  private static List<Path> below(Path folder, Path out) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !hidden(folder.relativize(file)))
          .filter(file -> !file.toAbsolutePath().normalize().startsWith(out))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem(
          ExitCode.USAGE, "folder %s cannot be read (%s)".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean hidden(Path file) {
    for (Path part : file) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
