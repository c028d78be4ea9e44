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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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

    /// The code was not run.
    record NotBegun() implements Worked {
      @Override
      public Duration cpu() {
        return Duration.ZERO;
      }
    }
  }

  /// What is to be run.
  ///
  /// @param limit counted from the moment the code begins
  /// @param begin asked at that moment: what the code works on, or empty when it should not begin
  record Order(Run run, Stage stage, Duration limit, Supplier<Optional<StageInput>> begin) {}

  /// Runs the stage where it belongs. Waiting for a thread or a child does not count; from the
  /// moment the code begins it has its limit, and this returns then at the latest.
  Worked work(Order order, Execution where) throws InterruptedException {
    return switch (where) {
      case CPU -> compute(order);
      case BLOCKING -> await(waiting.submit(() -> timed(order)), order);
      case ISOLATED -> isolate(order);
    };
  }

  private Worked compute(Order order) throws InterruptedException {
    cores.acquire();
    try {
      return await(cpu.submit(() -> timed(order)), order);
    } finally {
      cores.release();
    }
  }

  private Worked isolate(Order order) throws InterruptedException {
    try (Isolated.Seat seat = isolated.seat()) {
      var input = order.begin.get();
      return input.isPresent() ? inChild(seat, order, input.get()) : new Worked.NotBegun();
    } catch (IOException e) {
      return order.begin.get().isPresent()
          ? new Worked.Threw(e, Duration.ZERO)
          : new Worked.NotBegun();
    }
  }

  private static Worked inChild(Isolated.Seat seat, Order order, StageInput input)
      throws InterruptedException {
    try {
      Isolated.Ran ran = seat.run(order.stage, input, order.limit);
      return new Worked.Ended(ran.outcome(), ran.cpu());
    } catch (IOException e) {
      return new Worked.Threw(e, Duration.ZERO);
    }
  }

  private static Worked timed(Order order) throws Exception {
    var input = order.begin.get();
    if (input.isEmpty()) {
      return new Worked.NotBegun();
    }
    long before = cpuNanos();
    try (var _ = LogContext.of(order.run)) {
      Outcome outcome = order.stage.process(input.get());
      return new Worked.Ended(outcome, Duration.ofNanos(cpuNanos() - before));
    }
  }

  /// CPU time of a virtual thread is not known to the JVM and counts as none.
  private static long cpuNanos() {
    return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
  }

  private static Worked await(Future<Worked> work, Order order) throws InterruptedException {
    try {
      return work.get(order.limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      work.cancel(true);
      return new Worked.Ended(timeout(order.stage, order.limit), order.limit);
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
