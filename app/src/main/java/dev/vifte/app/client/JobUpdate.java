package dev.vifte.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/// One server-sent event of a job.
///
/// @param id to resume behind
/// @param type such as `task.finished`
public record JobUpdate(String id, String type, JsonNode data) {
  /// Whether a run of the job ends here.
  public boolean last() {
    return type.equals("job.ended");
  }
}
