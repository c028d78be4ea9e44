package dev.vifte.run;

import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.AttemptStarted;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.TaskMessage;
import dev.vifte.run.Workbench.Order;
import dev.vifte.run.Workbench.Worked;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One delivery's way through this node: judge it, get the memory, start, work, finish, settle
/// last. Results are durable before the acknowledgement, never after, so a crash in between repeats
/// work and loses none.
final class Attempt {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IN_HAND = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final NodeContext node;
  private final Tools tools;
  private final PoolBreaker breaker;

  /// What the attempts of all pools of a node share.
  ///
  /// @param storeDown told when the store is down, so that every pool stops and not one after
  ///   another
  record Tools(
      Admission admission, Workbench bench, Ledger ledger, Inputs inputs, Runnable storeDown) {}

  Attempt(NodeContext node, Tools tools, PoolBreaker breaker) {
    this.node = node;
    this.tools = tools;
    this.breaker = breaker;
  }

  /// Handles a delivery; how to settle it, or empty when another attempt has taken over.
  Optional<Settlement> handle(Delivery delivery) throws IOException {
    TaskMessage message = delivery.message();
    RecordKey jobKey = RecordKey.of(message.task().job());
    RecordKey taskKey = RecordKey.of(message.task());
    var records = node.backend().jobs().read(List.of(jobKey, taskKey));
    return switch (Verdict.of(
        job(records.get(jobKey)),
        task(records.get(taskKey)),
        message,
        new Verdict.Seen(delivery.deliveries(), node.clock().instant()))) {
      case Verdict.Drop(String why) -> skip(message, why);
      case Verdict.TooEarly(Duration left) -> Optional.of(Settlement.atMostLater(left));
      case Verdict.AdvanceAgain(JobRecord job, TaskRecord task) -> {
        tools.ledger().follow(job, node.pipelines().of(job).definition(), task);
        yield skip(message, "already-ended");
      }
      case Verdict.GiveUp(JobRecord job, TaskRecord base, var seen) ->
          tools
              .ledger()
              .finish(unstarted(job, base, seen), Outcomes.tooManyDeaths(base), Duration.ZERO);
      case Verdict.Begin begin -> begin(begin);
    };
  }

  private Optional<Settlement> begin(Verdict.Begin begin) throws IOException {
    Deployed deployed = node.pipelines().of(begin.job());
    StageSpec spec = deployed.definition().stage(begin.base().task().stage()).orElseThrow();
    Optional<Stage> stage = deployed.stage(spec.name());
    return stage.isPresent()
        ? begin(begin, deployed.definition(), spec, stage.get())
        : elsewhere(begin.base().task());
  }

  /// Another node has the code for this version of the pipeline.
  private Optional<Settlement> elsewhere(TaskId task) {
    node.listener().on(new DeliverySkipped(task, "no-code-here"));
    return Optional.of(later());
  }

  /// Work that is interrupted, or that finds a store down, is given back without charge.
  private Optional<Settlement> begin(
      Verdict.Begin begin, Definition definition, StageSpec spec, Stage stage) throws IOException {
    try (TaskInput input = tools.inputs().open(begin.job(), definition, spec, begin.base())) {
      return admit(begin, new Job(stage, spec, input, where(begin, stage, input)));
    } catch (InterruptedException e) {
      return tools
          .ledger()
          .handBack(begin.seen(), begin.base(), Settlement.handBack(), "interrupted");
    } catch (StoreDownException e) {
      tools.storeDown().run();
      return tools.ledger().handBack(begin.seen(), begin.base(), later(), "store-down");
    }
  }

  /// What is to be done for one task.
  private record Job(Stage stage, StageSpec spec, TaskInput input, Execution where) {}

  /// A suspect runs alone in a child JVM, so that only deaths of that child count.
  private static Execution where(Verdict.Begin begin, Stage stage, TaskInput input) {
    return begin.base().openStarts() > Verdict.SUSPECT_STARTS
        ? Execution.ISOLATED
        : stage.execution(input);
  }

  private Optional<Settlement> admit(Verdict.Begin begin, Job job)
      throws IOException, InterruptedException {
    long bytes = job.where() == Execution.ISOLATED ? 0 : cost(job);
    return switch (tools.admission().ask(bytes, PATIENCE)) {
      case Admission.Answer.Busy() ->
          tools.ledger().handBack(begin.seen(), begin.base(), later(), "no-memory");
      case Admission.Answer.Never(long needed, long heap) ->
          tools
              .ledger()
              .finish(
                  unstarted(begin.job(), begin.base(), begin.seen()),
                  Outcomes.tooLarge(needed, heap),
                  Duration.ZERO);
      case Admission.Answer.Granted(var permit) -> {
        try (permit) {
          Optional<Started> start = tools.ledger().start(begin);
          yield start.isEmpty() ? Optional.empty() : run(start.get(), job);
        }
      }
    };
  }

  /// A header that cannot be read costs nothing: the stage itself will say what is wrong with it.
  private static long cost(Job job) throws IOException {
    if (job.spec().memory().isPresent()) {
      return job.spec().memory().get();
    }
    try {
      return job.stage().cost(job.input());
    } catch (StoreDownException e) {
      throw e;
    } catch (IOException e) {
      return 0;
    }
  }

  private Optional<Settlement> run(Started start, Job job) throws IOException {
    node.steps().done(Step.TASK_STARTED);
    try (var _ = node.running().enter(start.job().id())) {
      return work(start, job);
    } catch (InterruptedException e) {
      return tools
          .ledger()
          .handBack(start.seen(), start.record(), Settlement.handBack(), "interrupted");
    } catch (StoreDownException e) {
      // a put that was interrupted says nothing about the store
      boolean interrupted = Thread.interrupted();
      if (!interrupted) {
        tools.storeDown().run();
      }
      return tools
          .ledger()
          .handBack(
              start.seen(), start.record(), later(), interrupted ? "interrupted" : "store-down");
    }
  }

  private Optional<Settlement> work(Started start, Job job)
      throws IOException, InterruptedException {
    Run run = describe(start, job);
    Duration limit = job.spec().timeout();
    var order =
        new Order(
            run,
            job.stage(),
            limit,
            () -> begins(start, run) ? Optional.of(job.input().begin(limit)) : Optional.empty());
    Instant from = node.clock().instant();
    Worked worked = tools.bench().work(order, job.where());
    if (worked instanceof Worked.NotBegun) {
      return tools.ledger().handBack(start.seen(), start.record(), later(), "store-down");
    }
    boolean storeDown = job.input().storeFailed();
    Outcome outcome = storeDown ? Outcomes.storeDown() : Outcomes.of(worked, run, node.listener());
    Duration took = Duration.between(from, node.clock().instant());
    node.listener().on(new AttemptFinished(run, outcome, took, worked.cpu()));
    tell(outcome, storeDown);
    return finish(start, outcome, worked.cpu());
  }

  /// While it waited for a thread the store may have gone away: then there is no use in beginning.
  private boolean begins(Started start, Run run) {
    if (breaker.isOpen()) {
      return false;
    }
    tools.ledger().announce(start);
    node.listener().on(new AttemptStarted(run));
    return true;
  }

  /// Work that is done is kept in hand while the store is away for a while: doing it again costs
  /// more than waiting.
  private Optional<Settlement> finish(Started start, Outcome outcome, Duration cpu)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + IN_HAND.toNanos();
    while (true) {
      try {
        return tools.ledger().finish(start, outcome, cpu);
      } catch (StoreDownException e) {
        tools.storeDown().run();
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException("the node is leaving");
        }
      }
    }
  }

  private void tell(Outcome outcome, boolean storeDown) {
    if (storeDown) {
      tools.storeDown().run();
    } else if (outcome instanceof Outcome.Retry retry
        && retry.trouble() == Outcome.Trouble.DEPENDENCY_DOWN) {
      breaker.down(retry.why());
    } else {
      breaker.up();
    }
  }

  private Run describe(Started start, Job job) {
    return new Run(
        start.record().task(),
        job.input().attempt(),
        node.node(),
        Pipelines.pool(job.stage().kind()),
        job.stage().kind(),
        start.job().pipeline(),
        job.input().trace());
  }

  private Started unstarted(JobRecord job, TaskRecord base, Optional<Versioned<TaskRecord>> seen)
      throws IOException {
    return new Started(
        job, node.pipelines().of(job).definition(), base, seen, node.clock().instant());
  }

  private Settlement later() {
    return Settlement.later(Duration.ofMillis(2000 + node.random().nextLong(3000)));
  }

  private Optional<Settlement> skip(TaskMessage message, String why) {
    node.listener().on(new DeliverySkipped(message.task(), why));
    return Optional.of(Settlement.done());
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
