package dev.vifte.run;

import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.AttemptStarted;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.PipelineEvent.StageSurprised;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.TaskMessage;
import dev.vifte.run.Workbench.Worked;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One delivery's way through this node: judge it, get the memory, start, work, finish, settle
/// last. Results are durable before the acknowledgement, never after, so a crash in between repeats
/// work and loses none.
final class Attempt {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final NodeContext node;
  private final Admission admission;
  private final Workbench bench;
  private final Ledger ledger;
  private final Inputs inputs;

  Attempt(NodeContext node, Admission admission, Workbench bench, Ledger ledger, Inputs inputs) {
    this.node = node;
    this.admission = admission;
    this.bench = bench;
    this.ledger = ledger;
    this.inputs = inputs;
  }

  /// Handles a delivery; how to settle it, or empty when another attempt has taken over.
  Optional<Settlement> handle(Delivery delivery) throws IOException, InterruptedException {
    TaskMessage message = delivery.message();
    var records =
        node.backend()
            .jobs()
            .read(List.of(RecordKey.of(message.task().job()), RecordKey.of(message.task())));
    var verdict =
        Verdict.of(
            job(records.get(RecordKey.of(message.task().job()))),
            task(records.get(RecordKey.of(message.task()))),
            message,
            delivery.deliveries());
    return switch (verdict) {
      case Verdict.Drop(String why) -> skip(message, why, Settlement.done());
      case Verdict.TooEarly() -> Optional.of(Settlement.later(Duration.ofMillis(200)));
      case Verdict.AdvanceAgain(JobRecord job, TaskRecord task) -> {
        ledger.follow(job, node.pipelines().of(job).definition(), task);
        yield skip(message, "already-ended", Settlement.done());
      }
      case Verdict.GiveUp(JobRecord job, TaskRecord base, var seen) ->
          ledger.finish(started(job, base, seen), tooManyDeaths(base), Duration.ZERO);
      case Verdict.Begin begin -> begin(begin);
    };
  }

  private Optional<Settlement> begin(Verdict.Begin begin) throws IOException, InterruptedException {
    JobRecord job = begin.job();
    Deployed deployed = node.pipelines().of(job);
    StageSpec spec = deployed.definition().stage(begin.base().task().stage()).orElseThrow();
    Stage stage = deployed.stage(spec.name()).orElseThrow();
    try (TaskInput input = inputs.open(job, deployed.definition(), spec, begin.base())) {
      Execution where =
          begin.base().openStarts() > Verdict.SUSPECT_STARTS
              ? Execution.ISOLATED
              : stage.execution();
      long bytes = where == Execution.ISOLATED ? 0 : spec.memory().orElse(stage.cost(input));
      return switch (admission.ask(bytes, PATIENCE)) {
        case Admission.Answer.Busy() -> ledger.handBack(begin, laterWhenBusy());
        case Admission.Answer.Never(long needed, long heap) ->
            ledger.finish(
                started(job, begin.base(), begin.seen()), tooLarge(needed, heap), Duration.ZERO);
        case Admission.Answer.Granted(var permit) -> {
          try (permit) {
            yield run(begin, stage, spec, input, where);
          }
        }
      };
    }
  }

  private Optional<Settlement> run(
      Verdict.Begin begin, Stage stage, StageSpec spec, TaskInput input, Execution where)
      throws IOException, InterruptedException {
    Optional<Started> start = ledger.start(begin);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    node.steps().done(Step.TASK_STARTED);
    Run run =
        new Run(
            begin.base().task(),
            input.attempt(),
            node.node(),
            Pipelines.pool(stage.kind()),
            stage.kind(),
            begin.job().traceparent());
    ledger.announce(start.get());
    node.listener().on(new AttemptStarted(run));
    Instant from = node.clock().instant();
    Worked worked = work(begin, stage, spec, input, where);
    Outcome outcome = outcome(worked, run);
    Duration cpu = worked instanceof Worked.Ended ended ? ended.cpu() : Duration.ZERO;
    node.listener()
        .on(new AttemptFinished(run, outcome, Duration.between(from, node.clock().instant()), cpu));
    return ledger.finish(start.get(), outcome, cpu);
  }

  private Worked work(
      Verdict.Begin begin, Stage stage, StageSpec spec, TaskInput input, Execution where)
      throws IOException, InterruptedException {
    try (var _ = node.running().enter(begin.job().id())) {
      return bench.work(stage, input, where, spec.timeout());
    }
  }

  /// The one place where a surprise becomes an outcome.
  private Outcome outcome(Worked worked, Run run) {
    return switch (worked) {
      case Worked.Ended(Outcome outcome, _) -> outcome;
      case Worked.Threw(StackOverflowError e) -> {
        node.listener().on(new StageSurprised(run, e));
        yield Outcome.reject(
            Reason.TOO_COMPLEX,
            "the file is nested too deeply to be read; save it anew and try again");
      }
      case Worked.Threw(Throwable e) -> {
        node.listener().on(new StageSurprised(run, e));
        yield Outcome.retry(
            "the stage failed unexpectedly (%s); the node's log has the details"
                .formatted(e.getClass().getSimpleName()));
      }
    };
  }

  private Started started(JobRecord job, TaskRecord base, Optional<Versioned<TaskRecord>> seen)
      throws IOException {
    return new Started(
        job, node.pipelines().of(job).definition(), base, seen, node.clock().instant());
  }

  private static Outcome tooManyDeaths(TaskRecord base) {
    return Outcome.reject(
        Reason.CRASHED,
        "its worker died %d times while working on it; look at the node's log, then replay or drop it"
            .formatted(base.openStarts() + 1));
  }

  private static Outcome tooLarge(long needed, long heap) {
    return Outcome.reject(
        Reason.TOO_LARGE,
        "it needs about %d MB of memory and this node has %d MB; give it a smaller file or the node a larger heap"
            .formatted(needed / 1_000_000, heap / 1_000_000));
  }

  private Settlement laterWhenBusy() {
    return Settlement.later(Duration.ofMillis(2000 + node.random().nextLong(3000)));
  }

  private Optional<Settlement> skip(TaskMessage message, String why, Settlement how) {
    node.listener().on(new DeliverySkipped(message.task(), why));
    return Optional.of(how);
  }

  private static Optional<JobRecord> job(@Nullable Versioned<Entry> found) {
    return found != null && found.value() instanceof JobRecord job
        ? Optional.of(job)
        : Optional.empty();
  }

  private static Optional<Versioned<TaskRecord>> task(@Nullable Versioned<Entry> found) {
    return found != null && found.value() instanceof TaskRecord task
        ? Optional.of(new Versioned<>(found.key(), task, found.version()))
        : Optional.empty();
  }
}
