package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.Load;
import dev.vifte.queue.PoolName;
import dev.vifte.run.NodeContext;
import dev.vifte.run.Pipelines;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the queue looks like, a second old at most, and how fast it drains. Safe for use by many
/// threads.
final class Outlook {
  private static final long AGE_NANOS = 1_000_000_000L;

  private final NodeContext node;
  private long asked = System.nanoTime() - AGE_NANOS;
  private Seen seen =
      new Seen(
          new Load(0, 0, Long.MAX_VALUE, 0, Map.of()), Pace.UNKNOWN, new ConcurrentHashMap<>());
  private Optional<IOException> trouble = Optional.empty();
  private final Map<PipelineName, Age> oldest = new ConcurrentHashMap<>();

  /// One look.
  ///
  /// @param welcomed uploads since then at this node
  record Seen(Load load, Pace pace, Map<TenantId, AtomicLong> welcomed) {}

  private record Age(long at, Duration oldest) {}

  Outlook(NodeContext node) {
    this.node = node;
  }

  /// The last look, or another when that is too old. A queue that does not answer is not asked
  /// again for a second, however many want to know.
  synchronized Seen now() throws IOException {
    if (System.nanoTime() - asked >= AGE_NANOS) {
      try {
        seen = look(System.nanoTime());
        trouble = Optional.empty();
      } catch (IOException e) {
        trouble = Optional.of(e);
      }
      asked = System.nanoTime();
    }
    if (trouble.isPresent()) {
      throw new IOException(trouble.get().getMessage(), trouble.get());
    }
    return seen;
  }

  private Seen look(long now) throws IOException {
    Load load = node.backend().queue().load();
    return new Seen(load, seen.pace().saw(load, now), new ConcurrentHashMap<>());
  }

  synchronized Pace pace() {
    return seen.pace();
  }

  /// An upload of this tenant comes in; the queue does not know of it yet.
  synchronized void welcomed(TenantId tenant) {
    seen.welcomed().computeIfAbsent(tenant, _ -> new AtomicLong()).incrementAndGet();
  }

  synchronized long welcomedSince(TenantId tenant) {
    AtomicLong count = seen.welcomed().get(tenant);
    return count == null ? 0 : count.get();
  }

  /// For how long a task of this pipeline has been waiting.
  Duration oldest(PipelineName pipeline) throws IOException {
    Age known = oldest.get(pipeline);
    if (known == null || System.nanoTime() - known.at() >= AGE_NANOS) {
      known = new Age(System.nanoTime(), longest(pools(pipeline)));
      oldest.put(pipeline, known);
    }
    return known.oldest();
  }

  private List<PoolName> pools(PipelineName pipeline) {
    return node.pipelines().current(pipeline).stream()
        .flatMap(deployed -> deployed.definition().stages().stream())
        .map(StageSpec::uses)
        .map(Pipelines::pool)
        .distinct()
        .toList();
  }

  private Duration longest(List<PoolName> pools) throws IOException {
    var ages = new ArrayList<>(List.of(Duration.ZERO));
    for (PoolName pool : pools) {
      ages.add(node.backend().queue().backlog(pool).oldest());
    }
    return ages.stream().max(Duration::compareTo).orElseThrow();
  }
}
