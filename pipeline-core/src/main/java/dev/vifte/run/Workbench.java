package dev.vifte.run;

import dev.vifte.isolate.Isolated;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where stage code runs: computing stages on a few platform threads, waiting ones on virtual
/// threads, dangerous ones in child JVMs; each under a hard limit. Safe for use by many threads.
final class Workbench implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ExecutorService cpu;
  private final Semaphore cores;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
  private final Isolated isolated;

  Workbench(int cpuThreads, Isolated isolated) {
    // a thread that outlives its limit costs a thread, not a place
    this.cpu =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("stage-", 0).daemon().factory());
    this.cores = new Semaphore(cpuThreads, true);
    this.isolated = isolated;
  }

  /// How work ended: the outcome, or what the stage threw, and the CPU time it took.
  sealed interface Worked {
    Duration cpu();

    record Ended(Outcome outcome, Duration cpu) implements Worked {}

    record Threw(Throwable surprise, Duration cpu) implements Worked {}
  }

  /// Runs the stage where it belongs. Waiting for a thread or a child does not count; from the
  /// moment the code begins it has `limit`, and this returns then at the latest.
  Worked work(Run run, Stage stage, TaskInput in, Execution where, Duration limit)
      throws InterruptedException {
    Callable<Worked> here = () -> timed(run, stage, in.begin(limit));
    return switch (where) {
      case CPU -> compute(here, stage, limit);
      case BLOCKING -> await(waiting.submit(here), stage, limit);
      case ISOLATED -> isolate(stage, in.begin(limit), limit);
    };
  }

  private Worked compute(Callable<Worked> work, Stage stage, Duration limit)
      throws InterruptedException {
    cores.acquire();
    try {
      return await(cpu.submit(work), stage, limit);
    } finally {
      cores.release();
    }
  }

  private Worked isolate(Stage stage, StageInput in, Duration limit) throws InterruptedException {
    try {
      Isolated.Ran ran = isolated.run(stage, in, limit);
      return new Worked.Ended(ran.outcome(), ran.cpu());
    } catch (IOException e) {
      return new Worked.Threw(e, Duration.ZERO);
    }
  }

  private static Worked timed(Run run, Stage stage, StageInput in) throws Exception {
    long before = cpuNanos();
    try (var _ = LogContext.of(run)) {
      Outcome outcome = stage.process(in);
      return new Worked.Ended(outcome, Duration.ofNanos(cpuNanos() - before));
    }
  }

  /// CPU time of a virtual thread is not known to the JVM and counts as none.
  private static long cpuNanos() {
    return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
  }

  private static Worked await(Future<Worked> work, Stage stage, Duration limit)
      throws InterruptedException {
    try {
      return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      work.cancel(true);
      return new Worked.Ended(timeout(stage, limit), limit);
    } catch (ExecutionException e) {
      return new Worked.Threw(e.getCause() == null ? e : e.getCause(), Duration.ZERO);
    } catch (InterruptedException e) {
      work.cancel(true);
      throw e;
    }
  }

  /// Computing takes as long the next time; waiting for others need not.
  private static Outcome timeout(Stage stage, Duration limit) {
    String what =
        "%s did not end within %d s (stage `timeout`)".formatted(stage.kind(), limit.toSeconds());
    return stage.execution() == Execution.BLOCKING
        ? Outcome.retry(what)
        : Outcome.reject(Reason.TIMEOUT, what + "; give it a simpler file or a longer timeout");
  }

  @Override
  public void close() {
    cpu.shutdownNow();
    waiting.shutdownNow();
  }
}
