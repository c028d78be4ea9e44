package dev.vifte.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.stage.StageResult.Stored;
import java.util.List;

/// What a task that is done left behind.
///
/// @param data findings for the manifest
/// @param items the parts it fanned out into, listed before any of them is published
public record TaskResult(ObjectNode data, List<Stored> outputs, List<ItemName> items) {
  public TaskResult {
    outputs = List.copyOf(outputs);
    items = List.copyOf(items);
  }

  TaskResult in(Wording words) {
    return new TaskResult(words.findings(data), outputs, items);
  }
}
