package dev.vifte.app.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobState;
import dev.vifte.job.Manifest;
import dev.vifte.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Why a file did not complete: at the door, or in a stage.
final class Refusals {
  private Refusals() {}

  /// The manifest of a file that never became a job.
  static ObjectNode manifest(PipelineName pipeline, Path file, UploadResult result)
      throws IOException {
    ObjectNode json =
        Json.object()
            .put("format", Manifest.FORMAT)
            .put("pipeline", pipeline.value())
            .put("state", JobState.REFUSED.word());
    switch (result) {
      case UploadResult.Empty(String why) -> json.put("reason", "empty").put("why", why);
      case UploadResult.TooLarge(String why, _) -> json.put("reason", "too-large").put("why", why);
      case UploadResult.WrongType(String why, _) ->
          json.put("reason", "unsupported").put("why", why);
      case UploadResult.UnknownPipeline(String why) -> json.put("why", why);
      case UploadResult.Elsewhere(String why) -> json.put("why", why);
      case UploadResult.InProgress _,
          UploadResult.KeyMismatch _,
          UploadResult.Erased _,
          UploadResult.Accepted _ ->
          throw new IllegalStateException("not without an idempotency key: " + result);
    }
    json.putObject("input")
        .put("name", file.getFileName().toString())
        .put("size", Files.size(file));
    json.putObject("stages");
    return json;
  }

  /// The first reason in a manifest, for people; empty when the job completed.
  static Optional<String> first(JsonNode manifest) {
    if (manifest.path("state").asText().equals(JobState.COMPLETED.word())) {
      return Optional.empty();
    }
    if (manifest.has("why")) {
      return Optional.of(manifest.path("why").asText());
    }
    return manifest.path("stages").properties().stream()
        .filter(stage -> stage.getValue().has("why"))
        .map(stage ->
            "%s: %s: %s"
                .formatted(
                    stage.getKey(),
                    stage.getValue().path("reason").asText(),
                    stage.getValue().path("why").asText()))
        .findFirst();
  }
}
