package dev.vifte.job;

import java.util.Optional;

/// The key of one record of a job. All keys of a job are known from its pipeline, so a decision
/// reads known keys and never searches.
///
/// @param part empty for the job itself, `t/stage[/item]` for a task, `d/stage[/item]` for a dead
///   letter
public record RecordKey(JobId job, String part) {
  public static RecordKey of(JobId job) {
    return new RecordKey(job, "");
  }

  public static RecordKey of(TaskId task) {
    return new RecordKey(task.job(), "t/" + suffix(task));
  }

  public static RecordKey deadLetter(TaskId task) {
    return new RecordKey(task.job(), "d/" + suffix(task));
  }

  /// The task this key belongs to; empty for the key of a job.
  public Optional<TaskId> task() {
    return part.isEmpty() ? Optional.empty() : Optional.of(TaskId.parse(job + part.substring(1)));
  }

  private static String suffix(TaskId task) {
    return task.stage() + task.item().map(i -> "/" + i).orElse("");
  }

  @Override
  public String toString() {
    return part.isEmpty() ? job.value() : job + "/" + part;
  }
}
