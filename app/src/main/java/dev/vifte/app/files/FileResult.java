package dev.vifte.app.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What became of one file.
///
/// @param folder where its manifest and outputs lie
/// @param state `completed`, `failed`, `refused`, or `error` when it could not be tried
/// @param why the first reason, for people; empty when completed
public record FileResult(
    Path file, Path folder, String state, Optional<String> why, Found found, Duration took) {
  /// What came out.
  ///
  /// @param outputs files below the folder, the manifest not counted
  /// @param bytes of them
  public record Found(int outputs, long bytes) {
    static final Found NOTHING = new Found(0, 0);
  }

  public boolean completed() {
    return state.equals("completed");
  }

  /// For `--json`.
  public ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("file", file.toString())
            .put("folder", folder.toString())
            .put("state", state)
            .put("outputs", found.outputs())
            .put("bytes", found.bytes())
            .put("ms", took.toMillis());
    why.ifPresent(reason -> json.put("why", reason));
    return json;
  }
}
