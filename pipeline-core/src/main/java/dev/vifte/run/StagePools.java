package dev.vifte.run;

import dev.vifte.deadletter.DeadLetters;
import dev.vifte.isolate.Isolated;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;

/// All pools of one node: a pool for every stage kind its pipelines use, sharing the memory, the
/// CPU threads and the child JVMs. Closing drains: stops pulling, lets what runs finish, then
/// closes.
public final class StagePools implements AutoCloseable {
  /// How long interrupted tasks may take to be given back.
  private static final Duration HAND_BACK = Duration.ofSeconds(3);

  private final NodeContext node;
  private final Isolated isolated;
  private final int children;
  private final Heartbeats heartbeats;
  private final Workbench bench;
  private final Admission admission;
  private final List<StagePool> pools = new ArrayList<>();
  private final ScheduledExecutorService scaling =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("scaling").factory());

  public StagePools(
      NodeContext node, IsolatedSettings isolating, JobEnd end, DeadLetters deadLetters) {
    this.node = node;
    this.isolated = Isolated.start(isolating);
    this.children = isolating.children();
    this.heartbeats = new Heartbeats(node.limits().beat(), node.listener());
    this.bench = new Workbench(node.limits().cpuThreads(), isolated);
    this.admission = new Admission(node.limits().memory(), node.limits().heap());
    var ledger = new Ledger(node, new Advance(node, end), deadLetters);
    var tools = new Attempt.Tools(admission, bench, ledger, new Inputs(node));
    node.pipelines()
        .stagesByKind()
        .forEach((kind, uses) ->
            pools.add(new StagePool(node, uses, scale(kind, uses), tools, heartbeats)));
  }

  /// Starts every pool.
  public void start(ActorSystem system) {
    Materializer materializer = Materializer.matFromSystem(system);
    pools.forEach(pool -> pool.start(materializer));
    var _ = scaling.scheduleWithFixedDelay(this::adapt, 1, 1, TimeUnit.SECONDS);
  }

  public List<StagePool> pools() {
    return List.copyOf(pools);
  }

  /// Bytes that running tasks may be using, by their estimates.
  public long memoryInUse() {
    return admission.used();
  }

  private void adapt() {
    try {
      for (StagePool pool : pools) {
        pool.adapt();
      }
    } catch (IOException | RuntimeException e) {
      node.listener().on(new NodeTroubled(e));
    }
  }

  /// The widest scale a pipeline asks for, or the kind's own: computing stages get a thread each
  /// and one more to read ahead, isolated ones a child each, waiting ones sixteen.
  private Scale scale(StageKind kind, List<Pipelines.Use> uses) {
    int min =
        uses.stream().flatMap(u -> u.spec().scale().stream()).mapToInt(Scale::min).max().orElse(1);
    int max =
        uses.stream()
            .mapToInt(u -> u.spec().scale().map(Scale::max).orElseGet(() -> usual(u.stage())))
            .max()
            .orElseThrow(() -> new IllegalStateException("no stage uses " + kind));
    return new Scale(Math.min(min, max), max);
  }

  private int usual(Stage stage) {
    return switch (stage.execution()) {
      case CPU -> node.limits().cpuThreads() + 1;
      case ISOLATED -> children;
      case BLOCKING -> 16;
    };
  }

  @Override
  public void close() {
    scaling.shutdownNow();
    var drained =
        CompletableFuture.allOf(
            pools.stream()
                .map(p -> p.drain().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    if (!ended(drained, node.limits().drain())) {
      node.running().cancelAll();
      boolean _ = ended(drained, HAND_BACK);
    }
    bench.close();
    isolated.close();
    heartbeats.close();
  }

  private boolean ended(CompletableFuture<Void> drained, Duration patience) {
    try {
      drained.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      node.listener().on(new NodeTroubled(e));
      return true;
    }
  }
}
