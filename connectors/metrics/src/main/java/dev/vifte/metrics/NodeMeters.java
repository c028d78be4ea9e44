package dev.vifte.metrics;

import dev.vifte.Node;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.PoolName;
import dev.vifte.run.StagePool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// What can be asked of a running node. The queue is asked once a scrape and pool, not once a
/// gauge.
final class NodeMeters {
  private final Node node;
  private final Map<PoolName, Backlog> backlogs = new ConcurrentHashMap<>();

  NodeMeters(MeterRegistry registry, Node node) {
    this.node = node;
    node.pools().forEach(pool -> bind(registry, pool));
    Gauge.builder("vifte.memory.permits.bytes", node, n -> n.memoryInUse())
        .description("Bytes that running tasks may be using, by their estimates")
        .register(registry);
    Gauge.builder("vifte.memory.limit.bytes", node, n -> n.context().limits().memory())
        .description("Bytes that running tasks may need together")
        .register(registry);
    whole(registry, "vifte.queue.bytes", "Bytes the whole queue holds", Backlog::bytes);
    whole(registry, "vifte.queue.limit.bytes", "Bytes it may hold", Backlog::limit);
  }

  /// Asks the queue anew; what it does not answer keeps no old value.
  void refresh() {
    for (StagePool pool : node.pools()) {
      try {
        backlogs.put(pool.name(), node.context().backend().queue().backlog(pool.name()));
      } catch (IOException e) {
        backlogs.remove(pool.name());
      }
    }
  }

  private void bind(MeterRegistry registry, StagePool pool) {
    gauge(registry, pool, "vifte.pool.busy", "Tasks in hand", p -> p.busy());
    gauge(registry, pool, "vifte.pool.size", "Places, between the scale's ends", p -> p.size());
    queue(registry, pool, "vifte.queue.waiting", "Tasks that nobody has", Backlog::waiting);
    queue(registry, pool, "vifte.queue.in.flight", "Tasks under a lease", Backlog::inFlight);
    queue(
        registry,
        pool,
        "vifte.queue.lag.seconds",
        "Age of the oldest task that waits",
        backlog -> backlog.oldest().toNanos() / 1e9);
  }

  private void queue(
      MeterRegistry registry,
      StagePool pool,
      String name,
      String what,
      ToDoubleFunction<Backlog> value) {
    gauge(
        registry, pool, name, what, p -> value(Optional.ofNullable(backlogs.get(p.name())), value));
  }

  private static void gauge(
      MeterRegistry registry,
      StagePool pool,
      String name,
      String what,
      ToDoubleFunction<StagePool> value) {
    Gauge.builder(name, pool, value)
        .description(what)
        .tag("pool", pool.name().value())
        .register(registry);
  }

  private void whole(
      MeterRegistry registry, String name, String what, ToDoubleFunction<Backlog> value) {
    Gauge.builder(name, backlogs, all -> value(all.values().stream().findAny(), value))
        .description(what)
        .register(registry);
  }

  private static double value(Optional<Backlog> backlog, ToDoubleFunction<Backlog> value) {
    return backlog.map(b -> value.applyAsDouble(b)).orElse(Double.NaN);
  }
}
