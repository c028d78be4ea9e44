package dev.vifte.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import java.util.List;
import java.util.Map;

/// What one stage of a job left behind, all of its items together.
///
/// @param data the stage's findings as JSON
/// @param outputs in the order they were given
public record StageResult(ObjectNode data, List<Stored> outputs) {
  public StageResult {
    outputs = List.copyOf(outputs);
  }

  /// One output that lies in the object store.
  ///
  /// @param name file name inside its stage
  /// @param facts numbers about it, such as `width`, `height`
  public record Stored(
      String name,
      MediaType type,
      long size,
      String sha256,
      ObjectKey key,
      Map<String, Long> facts) {
    public Stored {
      facts = Map.copyOf(facts);
    }
  }
}
