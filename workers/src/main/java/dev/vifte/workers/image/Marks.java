package dev.vifte.workers.image;

import dev.vifte.imaging.ImageRefused;
import dev.vifte.imaging.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pictures an operator has put where watermarks are looked for: `logo` is `logo.png`, `.webp`
/// or `.jpg` in the folder that the system property [#PROPERTY] names. Nothing a user sends chooses
/// one, and none is fetched from anywhere.
public final class Marks {
  /// The folder; without it there are none.
  public static final String PROPERTY = "vifte.image.watermarks";

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_-]{0,63}");
  private static final List<String> ENDINGS = List.of(".png", ".webp", ".jpg");

  private Marks() {}

  /// @throws IllegalArgumentException saying what to do when it is not there or no picture
  static Mark named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name of a watermark; use letters, digits, - and _, without the ending"
              .formatted(name));
    }
    String folder = System.getProperty(PROPERTY, "");
    Path file =
        file(folder, name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no watermark '%s'; put %s.png into %s"
                        .formatted(
                            name, name, folder.isEmpty() ? "the watermarks folder" : folder)));
    try {
      return Mark.read(name, Files.readAllBytes(file));
    } catch (ImageRefused refused) {
      throw new IllegalArgumentException(
          "%s cannot be used: %s".formatted(file, refused.getMessage()), refused);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static Optional<Path> file(String folder, String name) {
    Stream<String> endings = folder.isEmpty() ? Stream.empty() : ENDINGS.stream();
    return endings
        .map(ending -> Path.of(folder, name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
