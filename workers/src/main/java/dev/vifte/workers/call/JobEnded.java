package dev.vifte.workers.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.util.List;

/// The news of a job's end, made of its manifest: what ran, how it ended and where the outputs are,
/// without the findings. Equal for every try.
///
/// @param id of the delivery, the same for every try; a replayed job has another
record JobEnded(String id, @SuppressWarnings("ArrayRecordComponent") byte[] body) {
  private static final int MAX_MANIFEST = 16 << 20;
  private static final List<String> OF_JOB =
      List.of("job", "pipeline", "version", "state", "run", "why", "input");
  private static final List<String> OF_STAGE = List.of("state", "reason", "why", "outputs");

  /// Reads the manifest that is the task's file.
  static JobEnded of(StageInput input) throws IOException {
    byte[] manifest;
    try (var in = input.open()) {
      manifest = in.readNBytes(MAX_MANIFEST);
    }
    JsonNode job = Json.read(manifest, ObjectNode.class);
    ObjectNode event = Json.object().put("type", "job.ended");
    copy(job, OF_JOB, event);
    ObjectNode stages = event.putObject("stages");
    for (var stage : job.path("stages").properties()) {
      copy(stage.getValue(), OF_STAGE, stages.putObject(stage.getKey()));
    }
    String id = input.job().value() + "-" + job.path("run").asInt(1);
    return new JobEnded(id, Json.bytes(event));
  }

  private static void copy(JsonNode from, List<String> keys, ObjectNode to) {
    for (String key : keys) {
      if (from.hasNonNull(key)) {
        to.set(key, from.get(key));
      }
    }
  }
}
