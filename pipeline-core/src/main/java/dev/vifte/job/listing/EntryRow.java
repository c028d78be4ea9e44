package dev.vifte.job.listing;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobRecord;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The columns of a record: what listings and the due index look at. The JSON beside them is the
/// record. Immutable.
///
/// @param kind `job`, `task`, `dead-letter`, `tombstone`, `erasure` or `subject-job`
/// @param state of a job, or the fate of a dead letter
/// @param created of a job, or when a dead letter died, in microseconds since 1970
/// @param due [Entry#due] in microseconds since 1970
public record EntryRow(
    String kind,
    Optional<String> state,
    Optional<String> tenant,
    Optional<String> pipeline,
    Optional<String> stage,
    Optional<String> reason,
    Optional<Long> created,
    Optional<Long> due) {
  private static final Optional<String> NONE = Optional.empty();

  public static EntryRow of(Entry entry) {
    Optional<Long> due = entry.due().map(EntryRow::micros);
    return switch (entry) {
      case JobRecord job -> of(job, due);
      case DeadLetter dead -> of(dead, due);
      case TaskRecord _ -> bare("task", due);
      case Tombstone _ -> bare("tombstone", due);
      case Erasure _ -> bare("erasure", due);
      case SubjectJob _ -> bare("subject-job", due);
    };
  }

  private static EntryRow bare(String kind, Optional<Long> due) {
    return new EntryRow(kind, NONE, NONE, NONE, NONE, NONE, Optional.empty(), due);
  }

  /// A time as the columns hold it: microseconds since 1970.
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
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
    return Optional.of(micros(at));
  }
}
