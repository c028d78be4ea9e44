package dev.vifte.job;

import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.pipeline.WhenFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a job is, worked out from its records: which tasks are ready, whether all have ended. A
/// pure function of what was read, so that any node comes to the same answer.
public final class JobProgress {
  private final Definition definition;
  private final JobRecord job;
  private final Map<RecordKey, Versioned<Entry>> records;
  private final Map<StageName, Standing> standings = new LinkedHashMap<>();

  /// How one stage stands.
  public enum Standing {
    WAITING,
    READY,
    DONE,
    FAILED,
    /// Its `when` did not match, or it was told to skip when others failed.
    SKIPPED,
    CANCELLED;

    public boolean ended() {
      return this != WAITING && this != READY;
    }
  }

  private JobProgress(
      Definition definition, JobRecord job, Map<RecordKey, Versioned<Entry>> records) {
    this.definition = definition;
    this.job = job;
    this.records = records;
    definition.stages().forEach(spec -> standings.put(spec.name(), standing(spec)));
  }

  /// Reads the known keys of the job and works out its progress: one read, and a second one for
  /// items when a stage fanned out.
  public static JobProgress read(JobStore store, Definition definition, JobRecord job)
      throws IOException {
    var keys = new ArrayList<RecordKey>();
    definition.stages().forEach(s -> keys.add(RecordKey.of(TaskId.of(job.id(), s.name()))));
    var records = new HashMap<>(store.read(keys));
    var items = new ArrayList<RecordKey>();
    for (var found : List.copyOf(records.values())) {
      if (found.value() instanceof TaskRecord task) {
        items(task).forEach(item -> items.add(RecordKey.of(task.task().item(item))));
      }
    }
    if (!items.isEmpty()) {
      records.putAll(store.read(items));
    }
    return of(definition, job, records);
  }

  /// The progress that these records mean.
  public static JobProgress of(
      Definition definition, JobRecord job, Map<RecordKey, Versioned<Entry>> records) {
    return new JobProgress(definition, job, Map.copyOf(records));
  }

  /// The same with other words for what people or stages wrote.
  public JobProgress in(Wording words) {
    var told = new HashMap<RecordKey, Versioned<Entry>>();
    records.forEach(
        (key, each) -> told.put(key, new Versioned<>(key, each.value().in(words), each.version())));
    return of(definition, job.in(words), told);
  }

  public Definition definition() {
    return definition;
  }

  public JobRecord job() {
    return job;
  }

  /// Every stage and how it stands, in the order of the pipeline.
  public Map<StageName, Standing> standings() {
    return Map.copyOf(standings);
  }

  public Standing standing(StageName stage) {
    return standings.getOrDefault(stage, Standing.WAITING);
  }

  /// Whether every stage has ended.
  public boolean ended() {
    return standings.values().stream().allMatch(Standing::ended);
  }

  /// What the job is once it has [#ended].
  public JobState outcome() {
    return standings.containsValue(Standing.FAILED) || standings.containsValue(Standing.CANCELLED)
        ? JobState.FAILED
        : JobState.COMPLETED;
  }

  /// Tasks that may run now and have not ended: of stages that are ready, the stage's own task, or
  /// its items once it has fanned out.
  public List<TaskId> open() {
    var open = new ArrayList<TaskId>();
    standings.forEach((stage, standing) -> {
      if (standing == Standing.READY) {
        tasks(stage).stream()
            .filter(t -> record(t).filter(r -> r.state().ended()).isEmpty())
            .forEach(open::add);
      }
    });
    return open;
  }

  /// The tasks a stage has: its own, then its items.
  public List<TaskId> tasks(StageName stage) {
    TaskId own = TaskId.of(job.id(), stage);
    var all = new ArrayList<>(List.of(own));
    record(own).ifPresent(r -> items(r).forEach(item -> all.add(own.item(item))));
    return all;
  }

  /// The record of a task, if it has one.
  public Optional<TaskRecord> record(TaskId task) {
    return versioned(task).map(Versioned::value);
  }

  /// The record of a task as it was read, for a compare-and-set.
  public Optional<Versioned<TaskRecord>> versioned(TaskId task) {
    var found = records.get(RecordKey.of(task));
    return found != null && found.value() instanceof TaskRecord r
        ? Optional.of(new Versioned<>(found.key(), r, found.version()))
        : Optional.empty();
  }

  /// Whether a stage's task is published by the upload itself: nothing it could wait for.
  public boolean first(StageSpec spec) {
    return spec.after().stream()
        .allMatch(name -> skippedByType(definition.stage(name).orElseThrow()));
  }

  private Standing standing(StageSpec spec) {
    if (skippedByType(spec)) {
      return Standing.SKIPPED;
    }
    if (!spec.after().stream().allMatch(name -> standing(name).ended())) {
      return Standing.WAITING;
    }
    if (spec.whenFailed() == WhenFailed.SKIP && spec.after().stream().anyMatch(this::wentWrong)) {
      return Standing.SKIPPED;
    }
    return tasks(spec.name()).stream()
        .map(task -> record(task).map(TaskRecord::state).orElse(TaskState.QUEUED))
        .map(JobProgress::standing)
        .reduce(JobProgress::worse)
        .orElse(Standing.READY);
  }

  private boolean skippedByType(StageSpec spec) {
    return job.input().filter(input -> spec.when().matches(input.type())).isEmpty();
  }

  private boolean wentWrong(StageName stage) {
    return switch (standing(stage)) {
      case FAILED, CANCELLED -> true;
      case SKIPPED -> !skippedByType(definition.stage(stage).orElseThrow());
      case WAITING, READY, DONE -> false;
    };
  }

  private static Standing standing(TaskState state) {
    return switch (state) {
      case DONE -> Standing.DONE;
      case REJECTED, DEAD -> Standing.FAILED;
      case CANCELLED -> Standing.CANCELLED;
      case QUEUED, RUNNING, PARKED -> Standing.READY;
    };
  }

  /// A stage with items is open while one of them is, and failed when one of them failed.
  private static Standing worse(Standing a, Standing b) {
    if (!a.ended() || !b.ended()) {
      return Standing.READY;
    }
    return a == Standing.DONE ? b : a;
  }

  private static List<ItemName> items(TaskRecord task) {
    return task.task().item().isPresent()
        ? List.of()
        : task.result().map(TaskResult::items).orElse(List.of());
  }
}
