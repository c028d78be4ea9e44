package dev.vifte.metrics;

import dev.vifte.Node;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.PoolName;
import dev.vifte.run.Pipelines;
import dev.vifte.run.StagePool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be asked of a running node. The queue is asked once a scrape and pool, not once a
/// gauge. Pipelines that are deployed later bring their pools with them; a node sees the queue of
/// pools that only others work on, too.
final class NodeMeters {
  private final MeterRegistry registry;
  private final Node node;
  private final Map<PoolName, Backlog> backlogs = new ConcurrentHashMap<>();
  private final Set<PoolName> queues = ConcurrentHashMap.newKeySet();
  private final Set<PoolName> pools = ConcurrentHashMap.newKeySet();

  NodeMeters(MeterRegistry registry, Node node) {
    this.registry = registry;
    this.node = node;
    Gauge.builder("vifte.memory.permits.bytes", node, n -> n.memoryInUse())
        .description("Bytes that running tasks may be using, by their estimates")
        .register(registry);
    Gauge.builder("vifte.memory.limit.bytes", node, n -> n.context().limits().memory())
        .description("Bytes that running tasks may need together")
        .register(registry);
    whole("vifte.queue.bytes", "Bytes the whole queue holds", Backlog::bytes);
    whole("vifte.queue.limit.bytes", "Bytes it may hold", Backlog::limit);
  }

  /// Asks the queue anew; what it does not answer keeps no old value.
  void refresh() {
    node.pools().stream().filter(pool -> pools.add(pool.name())).forEach(this::bind);
    for (PoolName pool : names()) {
      if (queues.add(pool)) {
        bind(pool);
      }
      try {
        backlogs.put(pool, node.context().backend().queue().backlog(pool));
      } catch (IOException e) {
        backlogs.remove(pool);
      }
    }
  }

  private Set<PoolName> names() {
    return Stream.concat(
            node.pipelines().kinds().stream().map(Pipelines::pool),
            node.pools().stream().map(StagePool::name))
        .collect(Collectors.toSet());
  }

  private void bind(StagePool pool) {
    gauge(pool, "vifte.pool.busy", "Tasks in hand", StagePool::busy);
    gauge(pool, "vifte.pool.size", "Places, between the scale's ends", StagePool::size);
  }

  private void bind(PoolName pool) {
    queue(pool, "vifte.queue.waiting", "Tasks that nobody has", Backlog::waiting);
    queue(pool, "vifte.queue.in.flight", "Tasks under a lease", Backlog::inFlight);
    queue(
        pool,
        "vifte.queue.lag.seconds",
        "Age of the oldest task that waits",
        backlog -> backlog.oldest().toNanos() / 1e9);
  }

  private void gauge(StagePool pool, String name, String what, ToDoubleFunction<StagePool> value) {
    Gauge.builder(name, pool, value)
        .description(what)
        .tag("pool", pool.name().value())
        .register(registry);
  }

  private void queue(PoolName pool, String name, String what, ToDoubleFunction<Backlog> value) {
    Gauge.builder(name, backlogs, all -> value(Optional.ofNullable(all.get(pool)), value))
        .description(what)
        .tag("pool", pool.value())
        .register(registry);
  }

  private void whole(String name, String what, ToDoubleFunction<Backlog> value) {
    Gauge.builder(name, backlogs, all -> value(all.values().stream().findAny(), value))
        .description(what)
        .register(registry);
  }

  private static double value(Optional<Backlog> backlog, ToDoubleFunction<Backlog> value) {
    return backlog.map(value::applyAsDouble).orElse(Double.NaN);
  }
}
