package dev.vifte.deadletter;

import dev.vifte.encrypt.Legible;
import dev.vifte.event.EventOutbox;
import dev.vifte.event.JobEvent;
import dev.vifte.ingest.ArrivalResult;
import dev.vifte.ingest.Arrivals;
import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetter.Fate;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Refusal;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.TaskDied;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.run.Dispatch;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import dev.vifte.run.TaskEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tasks that were given up: recorded before their message goes, kept until someone replays or
/// drops them. Safe for use by many threads.
public final class DeadLetters {
  private final NodeContext node;
  private final Arrivals arrivals;
  private final Dispatch dispatch;
  private final Revival revival;
  private final TaskEvents events;

  public DeadLetters(NodeContext node, Arrivals arrivals) {
    this.node = node;
    this.arrivals = arrivals;
    this.dispatch = new Dispatch(node);
    this.revival = new Revival(node);
    this.events = new TaskEvents(node);
  }

  /// What became of a request to replay.
  public sealed interface Replay {
    record Published(TaskId task) implements Replay {}

    record NoSuchLetter(TaskId task) implements Replay {}

    /// What came from outside cannot be taken now either, or not as it is.
    record StillRefused(TaskId task, String why) implements Replay {}

    /// Another request, or a change of the job, came first.
    record Overtaken(TaskId task) implements Replay {}
  }

  /// Records a task that has ended badly; does nothing when this death is on record.
  public void bury(JobRecord job, StageSpec spec, TaskRecord dead) throws IOException {
    Refusal refusal = dead.refusal().orElseThrow();
    var letter =
        new DeadLetter(
            Entry.FORMAT,
            dead.task(),
            job.tenant(),
            job.pipeline(),
            job.version(),
            spec.uses(),
            job.stageVersions().getOrDefault(spec.name(), "1"),
            refusal,
            job.accepted(),
            dead.log(),
            node.clock().instant(),
            job.run(),
            Fate.WAITING);
    RecordKey key = RecordKey.deadLetter(dead.task());
    Optional<Versioned<Entry>> seen = read(key);
    boolean news =
        seen.isEmpty()
            ? node.backend().jobs().create(key, letter)
            : seen.get().value() instanceof DeadLetter old
                && (old.run() < job.run() || old.fate() == Fate.REPLAYED)
                && node.backend().jobs().replace(seen.get(), letter);
    if (news) {
      node.listener().on(new TaskDied(dead.task(), spec.uses(), refusal.reason().word()));
    }
  }

  /// Those that wait, for people.
  public List<DeadLetter> list(DeadLetterQuery query) throws IOException {
    return node.backend().jobs().find(query).stream()
        .map(letter -> letter.in(Legible.WORDS))
        .toList();
  }

  /// The letter of a task, whatever became of it, for people.
  public Optional<DeadLetter> show(TaskId task) throws IOException {
    return read(RecordKey.deadLetter(task))
        .flatMap(v ->
            v.value() instanceof DeadLetter letter
                ? Optional.of(letter.in(Legible.WORDS))
                : Optional.empty());
  }

  /// Tries a dead task again: its job counts as running until it has ended once more, as its next
  /// run when it had ended. The task comes first and its letter last, so that a crash in between
  /// leaves a letter that can be replayed again, or a running job that the reconciler finishes.
  public Replay replay(TaskId task) throws IOException {
    var letter = read(RecordKey.deadLetter(task));
    var seen = read(RecordKey.of(task));
    if (!(letter.map(Versioned::value).orElse(null) instanceof DeadLetter dead)
        || dead.fate() != Fate.WAITING) {
      return new Replay.NoSuchLetter(task);
    }
    if (Arrivals.isLetter(dead)) {
      return bringAgain(letter.get(), dead);
    }
    if (!(seen.map(Versioned::value).orElse(null) instanceof TaskRecord record)) {
      return revive(letter.get(), dead);
    }
    TaskRecord again = record.replayed();
    boolean waits = record.refusal().isPresent() || record.state() == TaskState.QUEUED;
    if (!waits || !node.backend().jobs().replace(seen.get(), again)) {
      return new Replay.Overtaken(task);
    }
    Optional<JobRecord> job = reopened(task.job());
    if (job.isEmpty()) {
      return new Replay.Overtaken(task);
    }
    replayed(job.get(), again, letter.get(), dead);
    node.steps().done(Step.REPLAY_RECORDED);
    StageSpec spec = node.pipelines().of(job.get()).definition().stage(task.stage()).orElseThrow();
    var message = Messages.of(job.get(), spec, task, again.publication());
    var _ = dispatch.send(message);
    return new Replay.Published(task);
  }

  /// The records of its job are gone: the job is made again.
  private Replay revive(Versioned<Entry> letter, DeadLetter dead) throws IOException {
    TaskId task = dead.task();
    if (!revival.possible(dead)) {
      return new Replay.StillRefused(
          task, "the input of %s is gone; send the file again".formatted(task));
    }
    Optional<JobRecord> job = revival.of(dead);
    if (job.isEmpty()) {
      return new Replay.Overtaken(task);
    }
    replayed(job.get(), TaskRecord.queued(task), letter, dead);
    return new Replay.Published(task);
  }

  /// Tells subscribers, and writes down that the letter does not wait any more.
  private void replayed(JobRecord job, TaskRecord again, Versioned<Entry> letter, DeadLetter dead)
      throws IOException {
    var facts = Map.of("run", String.valueOf(job.run()), "died", dead.died().toString());
    EventOutbox.await(events.hand(job, again, JobEvent.Type.TASK_REPLAYED, facts));
    boolean _ = node.backend().jobs().replace(letter, dead.nowIs(Fate.REPLAYED));
  }

  /// What was refused at the door never was a task: it is brought to the door once more.
  private Replay bringAgain(Versioned<Entry> letter, DeadLetter dead) throws IOException {
    TaskId task = dead.task();
    return switch (arrivals.again(dead)) {
      case ArrivalResult.Accepted _ -> {
        boolean _ = node.backend().jobs().replace(letter, dead.nowIs(Fate.REPLAYED));
        yield new Replay.Published(task);
      }
      case ArrivalResult.Refused(TaskId _, Refusal why) ->
          new Replay.StillRefused(
              task, why.why() + "; correct the cause, or send a corrected event");
      case ArrivalResult.PassedOver(String why) -> new Replay.StillRefused(task, why);
      case ArrivalResult.Later(Duration wait, String why) ->
          new Replay.StillRefused(
              task, "%s; try again in %d s".formatted(why, wait.toSeconds() + 1));
    };
  }

  /// The job, running; empty when it is gone or changes too fast.
  private Optional<JobRecord> reopened(JobId id) throws IOException {
    for (int tries = 0; tries < 5; tries++) {
      var seen = read(RecordKey.of(id));
      if (!(seen.map(Versioned::value).orElse(null) instanceof JobRecord was)) {
        return Optional.empty();
      }
      Instant now = node.clock().instant();
      JobRecord next = was.nextRun(now, now.plus(node.limits().grace()));
      if (!was.state().ended()) {
        return Optional.of(was);
      }
      if (node.backend().jobs().replace(seen.get(), next)) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /// Forgets a dead task; its job stays as it ended. Returns whether there was one.
  public boolean drop(TaskId task) throws IOException {
    var letter = read(RecordKey.deadLetter(task));
    return letter.isPresent()
        && letter.get().value() instanceof DeadLetter dead
        && dead.fate() == Fate.WAITING
        && node.backend().jobs().replace(letter.get(), dead.nowIs(Fate.DROPPED));
  }

  private Optional<Versioned<Entry>> read(RecordKey key) throws IOException {
    return Optional.ofNullable(node.backend().jobs().read(List.of(key)).get(key));
  }
}
