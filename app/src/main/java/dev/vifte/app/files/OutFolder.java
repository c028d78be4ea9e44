package dev.vifte.app.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where results go: `<input file name>/manifest.json` and `<input file name>/<stage>/<output>`.
public final class OutFolder {
  private final Path root;
  private final Set<String> taken = new HashSet<>();

  private OutFolder(Path root) {
    this.root = root;
  }

  /// Makes the folder when it is missing.
  ///
  /// @throws Problem when nothing can be written there
  public static OutFolder at(Path root) {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, ".vifte", ""));
      return new OutFolder(root);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.UNAVAILABLE,
          "results cannot be written to %s (%s); choose another --out".formatted(root, e),
          e);
    }
  }

  /// A folder for each file, in order; a name that comes again gets a number.
  List<Path> folders(List<Path> files) {
    return files.stream().map(this::folder).toList();
  }

  private Path folder(Path file) {
    String name = file.toAbsolutePath().normalize().getFileName().toString();
    String free = name;
    // compared without case: some file systems do not tell Photo.jpg from photo.jpg
    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
      free = name + "-" + number;
    }
    return root.resolve(free);
  }

  static void manifest(Path folder, JsonNode manifest) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("manifest.json"), manifest.toPrettyString() + "\n", UTF_8);
  }

  static void output(Path folder, String stage, String name, InputStream bytes) throws IOException {
    Path place = Files.createDirectories(folder.resolve(stage)).resolve(name);
    Files.copy(bytes, place, StandardCopyOption.REPLACE_EXISTING);
  }
}
