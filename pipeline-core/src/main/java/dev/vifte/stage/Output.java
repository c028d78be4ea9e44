package dev.vifte.stage;

import dev.vifte.Names;
import dev.vifte.object.MediaType;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// One result of a stage, on its way to the object store.
///
/// @param name file name, unique inside the stage: letters, digits, `.`, `_`, `-`
/// @param facts numbers about it for the manifest, such as `width`, `height`
public record Output(String name, MediaType type, Content content, Map<String, Long> facts) {
  public Output {
    Names.require(name, "[0-9A-Za-z_][0-9A-Za-z_.-]{0,119}", "output name");
    facts = Map.copyOf(facts);
  }

  /// Where the bytes are until the engine has stored them.
  public sealed interface Content {
    /// In memory; for small results. Not copied: give it away.
    record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Content {}

    /// In a file of the attempt's scratch folder.
    record InFile(Path path) implements Content {}
  }

  public static Output bytes(String name, MediaType type, byte[] bytes) {
    return new Output(name, type, new Content.Bytes(bytes), Map.of());
  }

  public static Output file(String name, MediaType type, Path path) {
    return new Output(name, type, new Content.InFile(path), Map.of());
  }

  /// This output with one more fact for the manifest.
  public Output with(String fact, long value) {
    var more = new TreeMap<>(facts);
    more.put(fact, value);
    return new Output(name, type, content, more);
  }
}
