package dev.vifte.metrics;

import dev.vifte.queue.PoolName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The state of each pool's circuit breaker: 1 for the state it is in, 0 for those it has left.
final class Breakers {
  private final MeterRegistry registry;
  private final Map<PoolName, Map<String, Double>> states = new ConcurrentHashMap<>();

  Breakers(MeterRegistry registry) {
    this.registry = registry;
  }

  void changed(PoolName pool, String state) {
    String word = state.toLowerCase(Locale.ROOT).replace('_', '-');
    Map<String, Double> known = states.computeIfAbsent(pool, _ -> new ConcurrentHashMap<>());
    known.replaceAll((_, _) -> 0.0);
    boolean news = known.put(word, 1.0) == null;
    if (news) {
      registry.gauge(
          "vifte.breaker.state",
          Tags.of("pool", pool.value(), "state", word),
          known,
          all -> all.getOrDefault(word, 0.0));
    }
  }
}
