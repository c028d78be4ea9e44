package dev.vifte.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.cluster.Uploader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What a subscriber of one job was told.
///
/// @param started attempts
/// @param finished how often each task was said to have ended
/// @param ends how often the job was said to have ended
record Told(int started, Map<String, Integer> finished, int ends) {
  static Told of(Uploader uploader, String job) throws IOException, InterruptedException {
    byte[] stream = uploader.bytes("v1/jobs/%s/events".formatted(job));
    var finished = new HashMap<String, Integer>();
    int started = 0;
    int ends = 0;
    String type = "";
    for (String line : new String(stream, StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("event: ")) {
        type = line.substring(7);
        started += type.equals("task.started") ? 1 : 0;
        ends += type.equals("job.ended") ? 1 : 0;
      } else if (line.startsWith("data: ") && type.equals("task.finished")) {
        finished.merge(task(line.substring(6)), 1, Integer::sum);
      }
    }
    return new Told(started, finished, ends);
  }

  private static String task(String data) {
    JsonNode event = Json.read(data.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    return event.path("stage").asText() + "/" + event.path("item").asText();
  }

  /// What was told more often than once.
  int doubled() {
    int tasks = finished.values().stream().mapToInt(times -> times - 1).sum();
    return tasks + Math.max(0, ends - 1);
  }
}
