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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;

/// All pools of one node: a pool for every stage kind that its pipelines use, that it has code for
/// and that it was told to work on; they share the memory, the CPU threads and the child JVMs.
/// Closing drains: stops pulling, lets what runs finish, then closes.
public final class StagePools implements AutoCloseable {
  /// How long interrupted tasks may take to be given back.
  private static final Duration HAND_BACK = Duration.ofSeconds(3);

  private final NodeContext node;
  private final Isolated isolated;
  private final int children;
  private final Heartbeats heartbeats;
  private final Recalls recalls;
  private final Workbench bench;
  private final Admission admission;
  private final Attempt.Tools tools;
  private final Predicate<StageKind> wanted;
  private final Map<StageKind, StagePool> pools = new ConcurrentSkipListMap<>();
  private Optional<Materializer> running = Optional.empty();
  private final ScheduledExecutorService scaling =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("scaling").factory());

  public StagePools(
      NodeContext node,
      IsolatedSettings isolating,
      JobEnd end,
      DeadLetters deadLetters,
      Predicate<StageKind> wanted) {
    this.node = node;
    this.wanted = wanted;
    this.isolated = Isolated.start(isolating);
    this.children = isolating.children();
    this.heartbeats = new Heartbeats(node.limits().beat(), node.listener());
    this.recalls = new Recalls(node);
    this.bench = new Workbench(node.limits().cpuThreads(), isolated);
    this.admission = new Admission(node.limits().memory(), node.limits().heap());
    var ledger = new Ledger(node, new Advance(node, end), deadLetters);
    var inputs = new Inputs(node, this::storeDown);
    this.tools = new Attempt.Tools(admission, bench, ledger, inputs, this::storeDown);
  }

  /// Starts a pool for everything that is deployed.
  public synchronized void start(ActorSystem system) {
    running = Optional.of(Materializer.matFromSystem(system));
    cover();
    recalls.start();
    var _ = scaling.scheduleWithFixedDelay(this::adapt, 1, 1, TimeUnit.SECONDS);
  }

  /// Starts the pools that are missing, and lets the others know who uses them now. Does nothing
  /// before [#start] and after [#close].
  public synchronized void cover() {
    running.ifPresent(materializer ->
        node.pipelines().stagesByKind().entrySet().stream()
            .filter(each -> wanted.test(each.getKey()))
            .forEach(each -> cover(each.getKey(), each.getValue(), materializer)));
  }

  private void storeDown() {
    pools.values().forEach(StagePool::storeDown);
  }

  private void cover(StageKind kind, List<Pipelines.Use> uses, Materializer materializer) {
    var duty = new StagePool.Duty(scale(uses), uses.stream().map(Pipelines.Use::stage).toList());
    StagePool known = pools.get(kind);
    if (known == null) {
      var pool = new StagePool(node, Pipelines.pool(kind), duty, tools, heartbeats);
      pools.put(kind, pool);
      pool.start(materializer);
    } else {
      known.serve(duty);
    }
  }

  public List<StagePool> pools() {
    return List.copyOf(pools.values());
  }

  /// Bytes that running tasks may be using, by their estimates.
  public long memoryInUse() {
    return admission.used();
  }

  private void adapt() {
    try {
      for (StagePool pool : pools.values()) {
        pool.adapt();
      }
    } catch (IOException | RuntimeException e) {
      node.listener().on(new NodeTroubled(e));
    }
  }

  /// The widest scale a pipeline asks for, or the kind's own: computing stages get a thread each
  /// and one more to read ahead, isolated ones a child each, waiting ones sixteen.
  private Scale scale(List<Pipelines.Use> uses) {
    int min =
        uses.stream().flatMap(u -> u.spec().scale().stream()).mapToInt(Scale::min).max().orElse(1);
    int max =
        uses.stream()
            .mapToInt(u -> u.spec().scale().map(Scale::max).orElseGet(() -> usual(u.stage())))
            .max()
            .orElse(1);
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
    stopCovering();
    recalls.close();
    var drained =
        CompletableFuture.allOf(
            pools.values().stream()
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

  private synchronized void stopCovering() {
    running = Optional.empty();
    scaling.shutdownNow();
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
