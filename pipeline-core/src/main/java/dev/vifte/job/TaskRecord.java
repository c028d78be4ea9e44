package dev.vifte.job;

import dev.vifte.queue.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The record of one task. The first attempt writes none at its start; it is created when the first
/// attempt finishes, or before, when the task is retried, elected by a join, or repaired.
///
/// @param epoch raised by compare-and-set at every start but the first: a finish that does not
///   stand on the latest start loses
/// @param publication raised before every intended re-publish; a message with an older one is void
/// @param failures attempts that counted
/// @param openStarts starts that never closed: the node died under them
/// @param receipt of the last publication, where known
/// @param notBefore when parked or delayed
/// @param log the last 20 notes
public record TaskRecord(
    int format,
    TaskId task,
    TaskState state,
    int epoch,
    int publication,
    int failures,
    int openStarts,
    Optional<Receipt> receipt,
    Optional<Instant> notBefore,
    Optional<NodeId> node,
    Optional<Instant> started,
    Optional<Instant> ended,
    long cpuMillis,
    Optional<TaskResult> result,
    Optional<Refusal> refusal,
    List<AttemptNote> log)
    implements Entry {
  private static final int LOG_LIMIT = 20;

  public TaskRecord {
    log = List.copyOf(log.subList(Math.max(0, log.size() - LOG_LIMIT), log.size()));
  }

  /// A task that is published for the first time.
  public static TaskRecord queued(TaskId task) {
    return new TaskRecord(
        FORMAT,
        task,
        TaskState.QUEUED,
        0,
        1,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  @Override
  public Optional<Instant> due() {
    return state == TaskState.PARKED ? notBefore : Optional.empty();
  }

  /// This task started on `where`, fenced against every earlier start.
  public TaskRecord startedOn(NodeId where, Instant now) {
    int starts = state == TaskState.RUNNING ? openStarts + 1 : openStarts;
    return new TaskRecord(
        format,
        task,
        open(TaskState.RUNNING),
        epoch + 1,
        publication,
        failures,
        starts,
        receipt,
        Optional.empty(),
        Optional.of(where),
        Optional.of(now),
        Optional.empty(),
        cpuMillis,
        Optional.empty(),
        Optional.empty(),
        log);
  }

  /// This task as a redelivery finds it when its first start, which wrote nothing, never closed.
  public TaskRecord diedUnder() {
    return new TaskRecord(
        format,
        task,
        open(TaskState.RUNNING),
        epoch,
        publication,
        failures,
        openStarts,
        receipt,
        notBefore,
        node,
        started,
        ended,
        cpuMillis,
        result,
        refusal,
        log);
  }

  /// This task handed back before its work began, so that its next delivery is no suspect; one that
  /// was a suspect before stays one.
  public TaskRecord handedBack() {
    return new TaskRecord(
        format,
        task,
        open(TaskState.QUEUED),
        epoch + 1,
        publication,
        failures,
        openStarts,
        receipt,
        notBefore,
        node,
        started,
        ended,
        cpuMillis,
        result,
        refusal,
        log);
  }

  /// This task ended; its starts are closed.
  public TaskRecord endedAs(
      TaskState end, Instant now, Optional<TaskResult> left, Optional<Refusal> why) {
    return new TaskRecord(
        format,
        task,
        open(end),
        epoch,
        publication,
        failures,
        0,
        receipt,
        Optional.empty(),
        node,
        started,
        Optional.of(now),
        cpuMillis,
        left,
        why,
        log);
  }

  /// This task waiting for another attempt; `parked` when the message goes and the reconciler is to
  /// publish it. The starts that died under it stay counted: a suspect that killed its child is to
  /// run in a child again.
  public TaskRecord waiting(boolean parked, Optional<Instant> until, boolean counted) {
    // from epoch 1 on a start writes itself down, so the next delivery is not taken for a suspect
    return new TaskRecord(
        format,
        task,
        open(parked ? TaskState.PARKED : TaskState.QUEUED),
        Math.max(1, epoch),
        publication,
        failures + (counted ? 1 : 0),
        openStarts,
        receipt,
        until,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cpuMillis,
        Optional.empty(),
        Optional.empty(),
        log);
  }

  /// This task about to be published once more, on purpose.
  public TaskRecord republished() {
    return published(open(TaskState.QUEUED), failures, openStarts, cpuMillis);
  }

  /// This task as new, for a replay: no failures, next publication, its history kept.
  public TaskRecord replayed() {
    return published(state.to(TaskState.QUEUED), 0, 0, 0);
  }

  private TaskRecord published(TaskState next, int failed, int starts, long cpu) {
    return new TaskRecord(
        format,
        task,
        next,
        epoch,
        publication + 1,
        failed,
        starts,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cpu,
        Optional.empty(),
        Optional.empty(),
        log);
  }

  public TaskRecord with(Receipt known) {
    return new TaskRecord(
        format,
        task,
        state,
        epoch,
        publication,
        failures,
        openStarts,
        Optional.of(known),
        notBefore,
        node,
        started,
        ended,
        cpuMillis,
        result,
        refusal,
        log);
  }

  /// This task as one attempt on `where` left it.
  public TaskRecord ran(NodeId where, Instant from, long cpu) {
    return new TaskRecord(
        format,
        task,
        state,
        epoch,
        publication,
        failures,
        openStarts,
        receipt,
        notBefore,
        Optional.of(where),
        Optional.of(from),
        ended,
        cpuMillis + cpu,
        result,
        refusal,
        log);
  }

  public TaskRecord noting(AttemptNote note) {
    var longer = new ArrayList<>(log);
    longer.add(note);
    return telling(result, refusal, longer);
  }

  @Override
  public TaskRecord in(Wording words) {
    return telling(
        result.map(found -> found.in(words)),
        refusal.map(why -> why.in(words)),
        AttemptNote.in(words, log));
  }

  private TaskRecord telling(
      Optional<TaskResult> found, Optional<Refusal> why, List<AttemptNote> history) {
    return new TaskRecord(
        format,
        task,
        state,
        epoch,
        publication,
        failures,
        openStarts,
        receipt,
        notBefore,
        node,
        started,
        ended,
        cpuMillis,
        found,
        why,
        history);
  }

  /// Only a replay leaves an end.
  private TaskState open(TaskState next) {
    if (state.ended()) {
      throw new IllegalStateException("task %s has ended: it is %s".formatted(task, state));
    }
    return state.to(next);
  }
}
