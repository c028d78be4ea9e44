package dev.vifte.run;

import dev.vifte.deadletter.DeadLetters;
import dev.vifte.event.EventOutbox;
import dev.vifte.event.JobEvent;
import dev.vifte.job.AttemptNote;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Refusal;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskResult;
import dev.vifte.job.TaskState;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.Settlement;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Outcome.Trouble;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down starts and ends of tasks, fenced by create and compare-and-set: whoever loses one
/// has been overtaken, settles nothing and advances nothing.
final class Ledger {
  private static final Duration WHEN_STUCK = Duration.ofSeconds(5);

  private final NodeContext node;
  private final Advance advance;
  private final DeadLetters deadLetters;
  private final TaskEvents events;

  Ledger(NodeContext node, Advance advance, DeadLetters deadLetters) {
    this.node = node;
    this.advance = advance;
    this.deadLetters = deadLetters;
    this.events = new TaskEvents(node);
  }

  /// Starts a task. The first start writes nothing; every other raises the epoch.
  Optional<Started> start(Verdict.Begin begin) throws IOException {
    Definition definition = node.pipelines().of(begin.job()).definition();
    Instant now = node.clock().instant();
    if (begin.silent()) {
      return Optional.of(new Started(begin.job(), definition, begin.base(), begin.seen(), now));
    }
    TaskRecord running = begin.base().startedOn(node.node(), now);
    if (!write(begin.seen(), running)) {
      return lost(running);
    }
    RecordKey key = RecordKey.of(running.task());
    var written = node.backend().jobs().read(List.of(key)).get(key);
    return written != null
            && written.value() instanceof TaskRecord mine
            && mine.epoch() == running.epoch()
        ? Optional.of(
            new Started(
                begin.job(),
                definition,
                mine,
                Optional.of(new Versioned<>(key, mine, written.version())),
                now))
        : lost(running);
  }

  /// Tells subscribers that work has begun; nothing waits for that.
  void announce(Started start) {
    var _ = events.hand(start.job(), start.record(), JobEvent.Type.TASK_STARTED, Map.of());
  }

  /// Gives a task back without charge; its next delivery is no suspect.
  Optional<Settlement> handBack(
      Optional<Versioned<TaskRecord>> seen, TaskRecord base, Settlement how, String why)
      throws IOException {
    node.listener().on(new DeliverySkipped(base.task(), why));
    return write(seen, base.handedBack()) ? Optional.of(how) : Optional.empty();
  }

  /// Writes down how an attempt ended and moves the job on; how to settle, or empty when overtaken.
  Optional<Settlement> finish(Started start, Outcome outcome, Duration cpu) throws IOException {
    TaskRecord ran = start.record().ran(node.node(), start.at(), cpu.toMillis());
    if (outcome instanceof Outcome.Done done && !done.outputs().isEmpty() && erased(start)) {
      return gone(start);
    }
    return switch (outcome) {
      case Outcome.Done done ->
          end(start, TaskState.DONE, ran, Optional.of(stored(start, done)), Optional.empty());
      case Outcome.Reject(Reason reason, String why) ->
          end(
              start,
              TaskState.REJECTED,
              ran,
              Optional.empty(),
              Optional.of(new Refusal(reason, why)));
      case Outcome.Retry retry -> again(start, ran, retry);
    };
  }

  /// What follows an ended task, as often as it is asked: its event, its dead letter, its
  /// successors, its job.
  void follow(JobRecord job, Definition definition, TaskRecord ended) throws IOException {
    var told = events.hand(job, ended, JobEvent.Type.TASK_FINISHED, outcomeOf(ended));
    if (ended.refusal().isPresent()) {
      deadLetters.bury(job, spec(definition, ended), ended);
      node.steps().done(Step.TASK_DEAD_LETTERED);
    }
    advance.after(job, definition, ended);
    EventOutbox.await(told);
  }

  private TaskResult stored(Started start, Outcome.Done done) throws IOException {
    StageSpec spec = spec(start.definition(), start.record());
    var outputs =
        Outputs.store(
            node.backend().objects(), start.job(), spec, start.record().task(), done.outputs());
    node.steps().done(Step.TASK_OUTPUTS_STORED);
    return new TaskResult(done.data(), outputs, done.items());
  }

  private Optional<Settlement> end(
      Started start,
      TaskState state,
      TaskRecord ran,
      Optional<TaskResult> left,
      Optional<Refusal> refusal)
      throws IOException {
    TaskRecord noted = refusal.map(r -> note(ran, state.word(), r.why())).orElse(ran);
    TaskRecord ended = noted.endedAs(state, node.clock().instant(), left, refusal);
    if (!write(start.seen(), ended)) {
      return lost(ended);
    }
    node.steps().done(Step.TASK_RECORDED);
    return tells(ended) && erased(start) ? gone(start) : followed(start, ended);
  }

  /// Whether a task leaves anything that a person could be found in.
  private static boolean tells(TaskRecord ended) {
    return ended.refusal().isPresent()
        || ended.result().filter(r -> !r.outputs().isEmpty() || !r.data().isEmpty()).isPresent();
  }

  private boolean erased(Started start) throws IOException {
    return Tombstone.standsFor(start.job().id(), node.backend().jobs());
  }

  /// The job was erased while the task ran: what this attempt wrote since then goes, too.
  private Optional<Settlement> gone(Started start) throws IOException {
    JobRecord job = start.job();
    node.backend().objects().erase(ObjectPrefix.under(Manifest.folder(job)));
    node.backend().jobs().erase(job.id(), node.clock().instant());
    node.listener().on(new DeliverySkipped(start.record().task(), "erased"));
    return Optional.of(Settlement.done());
  }

  /// The end is on record: whatever fails from here on is done again by the next delivery.
  private Optional<Settlement> followed(Started start, TaskRecord ended) {
    try {
      follow(start.job(), start.definition(), ended);
      return Optional.of(Settlement.done());
    } catch (IOException e) {
      node.listener().on(new DeliveryFailed(ended.task(), e));
      return Optional.of(Settlement.later(WHEN_STUCK));
    }
  }

  private Optional<Settlement> again(Started start, TaskRecord ran, Outcome.Retry retry)
      throws IOException {
    StageSpec spec = spec(start.definition(), ran);
    boolean counted = retry.trouble() == Trouble.TRANSIENT;
    int failures = ran.failures() + (counted ? 1 : 0);
    if (!spec.retry().allowsAfter(failures)) {
      String why = "given up after %d attempts: %s".formatted(failures, retry.why());
      return end(
          start,
          TaskState.DEAD,
          ran.waiting(false, Optional.empty(), true).ran(node.node(), start.at(), 0),
          Optional.empty(),
          Optional.of(new Refusal(Reason.ATTEMPTS_EXHAUSTED, why)));
    }
    Duration delay =
        retry
            .after()
            .orElseGet(() ->
                counted
                    ? spec.retry().delay(failures, node.random())
                    : spec.retry().whileDown(node.random()));
    return wait(
        start, note(ran, counted ? "retry" : "dependency-down", retry.why()), delay, counted);
  }

  /// Short waits stay with the broker; long ones are parked here and published by the reconciler.
  private Optional<Settlement> wait(
      Started start, TaskRecord noted, Duration delay, boolean counted) throws IOException {
    boolean parked = delay.compareTo(Settlement.MAX_DELAY) > 0;
    Instant until = node.clock().instant().plus(delay);
    TaskRecord waiting = noted.waiting(parked, Optional.of(until), counted);
    if (!write(start.seen(), waiting)) {
      return lost(waiting);
    }
    node.steps().done(parked ? Step.TASK_PARKED : Step.TASK_RECORDED);
    EventOutbox.await(
        events.hand(
            start.job(),
            start.record(),
            JobEvent.Type.TASK_RETRYING,
            Map.of("notBefore", until.toString())));
    return Optional.of(parked ? Settlement.done() : Settlement.later(delay));
  }

  private boolean write(Optional<Versioned<TaskRecord>> seen, TaskRecord next) throws IOException {
    return seen.isPresent()
        ? node.backend().jobs().replace(seen.get(), next)
        : node.backend().jobs().create(RecordKey.of(next.task()), next);
  }

  private <T> Optional<T> lost(TaskRecord mine) {
    node.listener().on(new DeliverySkipped(mine.task(), "lost-the-fence"));
    return Optional.empty();
  }

  private TaskRecord note(TaskRecord record, String what, String why) {
    return record.noting(
        new AttemptNote(record.epoch(), node.clock().instant(), node.node(), what, why));
  }

  private static Map<String, String> outcomeOf(TaskRecord ended) {
    return ended
        .refusal()
        .map(r -> Map.of("state", ended.state().word(), "reason", r.reason().word()))
        .orElse(Map.of("state", ended.state().word()));
  }

  private static StageSpec spec(Definition definition, TaskRecord record) {
    return definition.stage(record.task().stage()).orElseThrow();
  }
}
