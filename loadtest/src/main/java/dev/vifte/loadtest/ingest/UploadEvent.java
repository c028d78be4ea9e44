package dev.vifte.loadtest.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A CloudEvent that asks for a job, in its JSON form, as any program would write it.
///
/// @param trace a trace id of its own, which comes back with the job's events
record UploadEvent(String trace, String json) {
  /// The end of a job, as its event tells it.
  record Ended(String trace, String state) {}

  /// With the file inside.
  static UploadEvent inline(RandomGenerator random, String name, byte[] file) {
    return of(
        random,
        Json.object().put("name", name).put("inline", Base64.getEncoder().encodeToString(file)));
  }

  /// With an object of a bucket that Vifte may read, as `s3://bucket/key`.
  static UploadEvent naming(RandomGenerator random, String object) {
    return of(random, Json.object().put("object", object));
  }

  private static UploadEvent of(RandomGenerator random, ObjectNode data) {
    String trace = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    ObjectNode event =
        Json.object()
            .put("specversion", "1.0")
            .put("id", trace)
            .put("source", "/loadtest")
            .put("type", "dev.vifte.upload")
            .put("datacontenttype", "application/json")
            .put("traceparent", "00-%s-%016x-01".formatted(trace, random.nextLong()));
    event.set("data", data);
    return new UploadEvent(trace, event.toString());
  }

  /// Reads a lifecycle event; empty when it is not a job's end or has no trace.
  static Optional<Ended> end(byte[] json) {
    JsonNode event = Json.read(json, JsonNode.class);
    String[] trace = event.path("traceparent").asText().split("-", -1);
    if (!event.path("type").asText().equals("dev.vifte.job.ended") || trace.length < 4) {
      return Optional.empty();
    }
    return Optional.of(new Ended(trace[1], event.path("data").path("data").path("state").asText()));
  }
}
