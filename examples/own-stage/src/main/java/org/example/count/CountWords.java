package org.example.count;

import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Counts the words and the lines of a text, a line at a time.
public final class CountWords implements Stage {
  @Override
  public StageKind kind() {
    return new StageKind("text/count");
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    long lines = 0;
    long words = 0;
    try (var text =
        new BufferedReader(new InputStreamReader(input.open(), StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines++;
        words += line.isBlank() ? 0 : line.strip().split("\\s+").length;
      }
    }
    return Outcome.done(Json.object().put("lines", lines).put("words", words), List.of());
  }
}
