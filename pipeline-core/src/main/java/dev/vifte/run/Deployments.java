package dev.vifte.run;

import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.PipelineEvent.PipelineChanged;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps a node up to date with what is deployed: looks at the pointers every two seconds and opens
/// the pools that new pipelines need. While the store is away the node goes on with what it knows.
public final class Deployments implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final NodeContext node;
  private final StagePools pools;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("deployments").factory());
  private boolean troubled;

  public Deployments(NodeContext node, StagePools pools) {
    this.node = node;
    this.pools = pools;
  }

  /// Starts to look.
  public void start() {
    timer.execute(this::loadAll);
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Jobs may still be on versions that are no longer current.
  private void loadAll() {
    safely(() -> {
      node.pipelines().loadAll();
      pools.cover();
    });
  }

  private void look() {
    safely(() -> {
      var news = node.pipelines().refresh();
      news.forEach(this::tell);
      if (!news.isEmpty()) {
        pools.cover();
      }
    });
  }

  private void tell(Deployed deployed) {
    var name = deployed.definition().name();
    node.listener().on(new PipelineChanged(name, deployed.version(), deployed.missing()));
  }

  private interface Looking {
    void run() throws IOException;
  }

  /// A store that is away is told once, not every two seconds.
  private void safely(Looking what) {
    try {
      what.run();
      troubled = false;
    } catch (IOException | RuntimeException e) {
      if (!troubled && !timer.isShutdown()) {
        node.listener().on(new NodeTroubled(e));
      }
      troubled = true;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
