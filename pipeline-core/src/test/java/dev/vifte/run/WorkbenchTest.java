package dev.vifte.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.isolate.Isolated;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.job.NodeId;
import dev.vifte.job.Records;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageKind;
import dev.vifte.queue.PoolName;
import dev.vifte.run.Workbench.Order;
import dev.vifte.run.Workbench.Worked;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {
  @TempDir Path folder;

  @Test
  void what_waits_for_a_child_has_not_begun() throws Exception {
    var asked = new AtomicBoolean();
    var ended = new CompletableFuture<Worked>();
    try (var isolated = Isolated.start(IsolatedSettings.in(folder).children(1));
        var bench = new Workbench(1, isolated)) {
      var order = order(() -> asked.set(true));
      var seat = isolated.seat();
      var waiting = Thread.ofPlatform().start(() -> work(bench, order, ended));
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(asked).isFalse();

      seat.close();

      assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(Worked.NotBegun.class);
      assertThat(asked).isTrue();
    }
  }

  /// One that is told not to begin once it is asked.
  private static Order order(Runnable asked) {
    return new Order(
        run(),
        new Idle(),
        Duration.ofMinutes(1),
        () -> {
          asked.run();
          return Optional.empty();
        });
  }

  private static void work(Workbench bench, Order order, CompletableFuture<Worked> ended) {
    try {
      ended.complete(bench.work(order, Execution.ISOLATED));
    } catch (InterruptedException e) {
      ended.completeExceptionally(e);
    }
  }

  private static Run run() {
    return new Run(
        Records.message(Records.job("idle"), "idle", 1).task(),
        1,
        new NodeId("n1"),
        new PoolName("idle"),
        new StageKind("test/idle"),
        new PipelineName("p"),
        Traced.under(Optional.empty(), new Random(1)));
  }

  private record Idle() implements Stage {
    @Override
    public StageKind kind() {
      return new StageKind("test/idle");
    }

    @Override
    public Outcome process(StageInput input) {
      throw new AssertionError("it was told not to begin");
    }
  }
}
