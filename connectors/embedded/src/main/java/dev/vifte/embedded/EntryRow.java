package dev.vifte.embedded;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import java.time.Instant;
import java.util.Optional;

/// The columns of a record: what listings and the due index look at. The JSON beside them is the
/// record.
record EntryRow(
    String kind,
    Optional<String> state,
    Optional<String> tenant,
    Optional<String> pipeline,
    Optional<String> stage,
    Optional<String> reason,
    Optional<Long> created,
    Optional<Long> due) {
  private static final Optional<String> NONE = Optional.empty();

  static EntryRow of(Entry entry) {
    Optional<Long> due = entry.due().map(Micros::of);
    return switch (entry) {
      case JobRecord job -> of(job, due);
      case DeadLetter dead -> of(dead, due);
      case TaskRecord _ ->
          new EntryRow("task", NONE, NONE, NONE, NONE, NONE, Optional.empty(), due);
      case Tombstone _ ->
          new EntryRow("tombstone", NONE, NONE, NONE, NONE, NONE, Optional.empty(), due);
    };
  }

  private static EntryRow of(JobRecord job, Optional<Long> due) {
    return new EntryRow(
        "job",
        Optional.of(job.state().word()),
        Optional.of(job.tenant().value()),
        Optional.of(job.pipeline().value()),
        NONE,
        NONE,
        created(job.created()),
        due);
  }

  private static EntryRow of(DeadLetter dead, Optional<Long> due) {
    return new EntryRow(
        "dead-letter",
        Optional.of(dead.fate().word()),
        Optional.of(dead.tenant().value()),
        Optional.of(dead.pipeline().value()),
        Optional.of(dead.task().stage().value()),
        Optional.of(dead.refusal().reason().word()),
        created(dead.died()),
        due);
  }

  private static Optional<Long> created(Instant at) {
    return Optional.of(Micros.of(at));
  }
}
