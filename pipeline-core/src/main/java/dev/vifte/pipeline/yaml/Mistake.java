package dev.vifte.pipeline.yaml;

/// One thing that is wrong in a pipeline file.
///
/// @param file as the caller named it
/// @param line from 1
/// @param column from 1, in characters
/// @param path of the value, such as `stages/pages/timeout`; empty for the file as a whole
/// @param message what is wrong and what to write instead
public record Mistake(String file, int line, int column, String path, String message) {
  /// One line as compilers write it, which editors make a link of.
  @Override
  public String toString() {
    return path.isEmpty()
        ? "%s:%d:%d: %s".formatted(file, line, column, message)
        : "%s:%d:%d: %s: %s".formatted(file, line, column, path, message);
  }
}
