package dev.vifte.nats;

import dev.vifte.job.TenantId;
import dev.vifte.nats.Holdings.Held;
import dev.vifte.nats.Holdings.Waiting;
import dev.vifte.queue.Fairness.Place;
import dev.vifte.queue.TaskMessage;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a message is to wait. A shard is delivered in the order of its messages, so whoever waits
/// behind a tenant with many of them waits long. Therefore a tenant stays in a shard where most is
/// its own, begins in the one its name hashes to, and goes from there where others wait to the one
/// where fewest do. Safe for use by many threads.
final class Placing {
  private static final Logger LOG = LoggerFactory.getLogger(Placing.class);

  private final Holdings holdings;
  private Held seen = Held.NOTHING;

  /// What was chosen since that look: where a tenant has most, its next goes too.
  private final Map<Sender, WorkPlace> chosen = new HashMap<>();

  /// What was placed here since that look.
  private final Map<WorkPlace, Waiting> placed = new HashMap<>();

  /// A message and its place.
  record Placed(TaskMessage message, WorkPlace place) {}

  Placing(Holdings holdings) {
    this.holdings = holdings;
  }

  /// Chooses the place of a message that is published now.
  Placed place(TaskMessage message) {
    Held now = look();
    synchronized (this) {
      if (now.at() > seen.at()) {
        seen = now;
        placed.clear();
        chosen.clear();
      }
      var sender = new Sender(WorkPlace.of(message), message.tenant());
      WorkPlace place = stays(sender).orElseGet(() -> choose(sender.home, sender.tenant));
      chosen.put(sender, place);
      placed.computeIfAbsent(place, _ -> new Waiting()).add(message.tenant(), 1);
      return new Placed(message, place);
    }
  }

  /// Where a tenant's messages of one pool and lane begin.
  private record Sender(WorkPlace home, TenantId tenant) {}

  private Optional<WorkPlace> stays(Sender sender) {
    return Optional.ofNullable(chosen.get(sender)).filter(place -> ahead(place, sender.tenant) < 0);
  }

  /// A server that does not tell is no reason not to publish.
  private Held look() {
    try {
      return holdings.recent();
    } catch (IOException e) {
      LOG.debug("placed by what was known before: {}", e.getMessage());
      return Held.NOTHING;
    }
  }

  private WorkPlace choose(WorkPlace home, TenantId tenant) {
    return IntStream.range(0, TaskMessage.SHARDS)
        .mapToObj(n -> in(home, Math.floorMod(home.shard() + n, TaskMessage.SHARDS)))
        .min(Comparator.comparingLong(place -> ahead(place, tenant)))
        .orElse(home);
  }

  private static WorkPlace in(WorkPlace home, int shard) {
    return new WorkPlace(home.pool(), new Place(home.lane(), shard));
  }

  /// How much of others the tenant would wait for; the less than nothing, the more is its own.
  private long ahead(WorkPlace place, TenantId tenant) {
    Waiting before = seen.at(place);
    Waiting since = placed.getOrDefault(place, Waiting.NONE);
    long own = before.of(tenant) + since.of(tenant);
    long others = before.total() + since.total() - own;
    return own > others ? -own : others;
  }
}
