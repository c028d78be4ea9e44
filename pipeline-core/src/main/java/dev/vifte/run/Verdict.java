package dev.vifte.run;

import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.pipeline.Definition;
import dev.vifte.queue.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a delivery means, judged from the records alone: a broker that repeats, forgets or reorders
/// changes nothing.
sealed interface Verdict {
  /// More starts than this that never closed, and it runs alone in a child JVM: deaths of that
  /// child are failed attempts, and those of the node are others' doing.
  int SUSPECT_STARTS = 3;

  /// More than this, and the task is given up: it takes its machine down in spite of the child. So
  /// many that no innocent task gets there that was only near.
  int MAX_OPEN_STARTS = 100;

  /// How long the task at the end lets a job end before it asks again.
  Duration UNTIL_THE_END = Duration.ofMillis(200);

  /// What is known of a delivery beside its message.
  ///
  /// @param count how often the broker delivered it, this time included
  /// @param at now
  record Seen(int count, Instant at) {}

  /// Nothing to do for this message, ever.
  record Drop(String why) implements Verdict {}

  /// The task waits: for the end of its job, or for the time of its next attempt.
  record TooEarly(Duration left) implements Verdict {}

  /// The task has ended before; only its successors may be missing.
  record AdvanceAgain(JobRecord job, TaskRecord task) implements Verdict {}

  /// The task took its node down too often.
  record GiveUp(JobRecord job, TaskRecord base, Optional<Versioned<TaskRecord>> seen)
      implements Verdict {}

  /// Work.
  ///
  /// @param base the record to start from: the one seen, or that of a fresh task
  /// @param silent the start writes nothing: it is the first, and its finish will be the create
  record Begin(JobRecord job, TaskRecord base, Optional<Versioned<TaskRecord>> seen, boolean silent)
      implements Verdict {}

  static Verdict of(
      Optional<JobRecord> job,
      Optional<Versioned<TaskRecord>> seen,
      TaskMessage message,
      Seen delivery) {
    if (job.isEmpty()) {
      return new Drop("unknown-job");
    }
    boolean atEnd = message.task().stage().equals(Definition.AT_END);
    if (job.get().state().ended() && !atEnd) {
      return new Drop("job-ended");
    }
    if (!job.get().state().ended() && atEnd) {
      return new TooEarly(UNTIL_THE_END);
    }
    return ofTask(job.get(), seen, message, delivery);
  }

  private static Verdict ofTask(
      JobRecord job, Optional<Versioned<TaskRecord>> seen, TaskMessage message, Seen delivery) {
    TaskRecord record = seen.map(Versioned::value).orElse(TaskRecord.queued(message.task()));
    if (message.publication() < record.publication()) {
      return new Drop("void-publication");
    }
    if (record.state().ended()) {
      return new AdvanceAgain(job, record);
    }
    if (record.state() == TaskState.PARKED) {
      return new Drop("parked");
    }
    if (record.notBefore().filter(delivery.at::isBefore).isPresent()) {
      return new TooEarly(Duration.between(delivery.at, record.notBefore().get()));
    }
    boolean untouched = record.state() == TaskState.QUEUED && record.epoch() == 0;
    if (untouched && delivery.count == 1) {
      return new Begin(job, record, seen, true);
    }
    // a redelivery that finds no trace of the first start means that its node died under it
    TaskRecord base = untouched ? record.diedUnder() : record;
    return base.openStarts() + (base.state() == TaskState.RUNNING ? 1 : 0) > MAX_OPEN_STARTS
        ? new GiveUp(job, base, seen)
        : new Begin(job, base, seen, false);
  }
}
