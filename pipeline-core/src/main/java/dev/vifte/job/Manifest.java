package dev.vifte.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.JobProgress.Standing;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.StageResult.Stored;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A job and its results as one JSON document: what a gateway answers while it runs and what lies
/// beside the outputs when it has ended.
///
/// `{format, job, pipeline, version, state, run, created, why?, input{name, size, type, sha256},
/// stages{<name>{state, attempts, reason?, why?, node, started, finished, cpuMs, data,
/// outputs[{name, type, size, sha256, width?, height?}]}}}`
public final class Manifest {
  public static final int FORMAT = 1;

  private Manifest() {}

  /// Where the manifest of one run of a job lies.
  public static ObjectKey key(JobRecord job) {
    return folder(job).child("manifest-" + job.run() + ".json");
  }

  /// Whether a key is that of a manifest of any run of a job.
  public static boolean isOne(ObjectKey key, TenantId tenant, JobId job) {
    return key.value().startsWith(folder(tenant, job).child("manifest-").value());
  }

  /// The folder of everything a job gives.
  public static ObjectKey folder(JobRecord job) {
    return folder(job.tenant(), job.id());
  }

  /// The folder of everything that job gives.
  public static ObjectKey folder(TenantId tenant, JobId job) {
    return new ObjectKey("out").child(tenant.value()).child(job.value());
  }

  /// The document of a job that stands as `state`.
  public static ObjectNode of(JobProgress progress, JobState state) {
    JobRecord job = progress.job();
    ObjectNode json = head(job, state);
    ObjectNode stages = json.putObject("stages");
    for (StageSpec spec : progress.definition().stages()) {
      stages.set(spec.name().value(), stage(progress, spec));
    }
    return json;
  }

  /// The part of the document that needs no pipeline.
  public static ObjectNode head(JobRecord job, JobState state) {
    ObjectNode json = Json.object();
    json.put("format", FORMAT).put("job", job.id().value()).put("pipeline", job.pipeline().value());
    json.put("version", job.version().value()).put("state", state.word()).put("run", job.run());
    json.put("created", job.created().toString());
    job.why().ifPresent(why -> json.put("why", why));
    job.input()
        .ifPresent(input ->
            json.putObject("input")
                .put("name", input.name())
                .put("size", input.size())
                .put("type", input.type().value())
                .put("sha256", input.sha256()));
    return json;
  }

  private static ObjectNode stage(JobProgress progress, StageSpec spec) {
    Standing standing = progress.standing(spec.name());
    List<TaskRecord> records =
        progress.tasks(spec.name()).stream()
            .map(progress::record)
            .flatMap(Optional::stream)
            .toList();
    ObjectNode json = Json.object().put("state", word(standing, records));
    if (!records.isEmpty()) {
      describe(json, records);
    }
    return json;
  }

  private static void describe(ObjectNode json, List<TaskRecord> records) {
    json.put("attempts", records.stream().mapToInt(Manifest::attempts).sum());
    records.stream()
        .map(TaskRecord::refusal)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(r -> json.put("reason", r.reason().word()).put("why", r.why()));
    records.getFirst().node().ifPresent(node -> json.put("node", node.value()));
    time(records, TaskRecord::started, Comparator.naturalOrder())
        .ifPresent(t -> json.put("started", t.toString()));
    time(records, TaskRecord::ended, Comparator.reverseOrder())
        .ifPresent(t -> json.put("finished", t.toString()));
    json.put("cpuMs", records.stream().mapToLong(TaskRecord::cpuMillis).sum());
    json.set("data", data(records));
    ArrayNode outputs = json.putArray("outputs");
    records.stream()
        .flatMap(r -> r.result().stream())
        .flatMap(r -> r.outputs().stream())
        .forEach(output -> outputs.add(output(output)));
  }

  private static int attempts(TaskRecord task) {
    return task.failures()
        + (task.state() == TaskState.DONE || task.state() == TaskState.REJECTED ? 1 : 0);
  }

  private static Optional<Instant> time(
      List<TaskRecord> records,
      Function<TaskRecord, Optional<Instant>> which,
      Comparator<Instant> order) {
    return records.stream().map(which).flatMap(Optional::stream).min(order);
  }

  /// The stage's own findings; those of its items stand below `items`.
  private static ObjectNode data(List<TaskRecord> records) {
    ObjectNode data = Json.object();
    for (TaskRecord record : records) {
      ObjectNode found = record.result().map(TaskResult::data).orElse(Json.object());
      record
          .task()
          .item()
          .ifPresentOrElse(
              item -> data.withObjectProperty("items").set(item.value(), found),
              () -> data.setAll(found));
    }
    return data;
  }

  private static ObjectNode output(Stored output) {
    ObjectNode json =
        Json.object()
            .put("name", output.name())
            .put("type", output.type().value())
            .put("size", output.size())
            .put("sha256", output.sha256());
    output.facts().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(fact -> json.put(fact.getKey(), fact.getValue()));
    return json;
  }

  private static String word(Standing standing, List<TaskRecord> records) {
    return switch (standing) {
      case WAITING -> "waiting";
      case DONE -> "done";
      case SKIPPED -> "skipped";
      case CANCELLED -> "cancelled";
      case FAILED, READY ->
          records.stream()
              .map(TaskRecord::state)
              .filter(s ->
                  standing == Standing.READY
                      ? !s.ended()
                      : s == TaskState.REJECTED || s == TaskState.DEAD)
              .findFirst()
              .orElse(TaskState.QUEUED)
              .word();
    };
  }
}
