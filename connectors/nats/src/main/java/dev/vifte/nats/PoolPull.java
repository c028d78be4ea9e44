package dev.vifte.nats;

import dev.vifte.NewerFormatException;
import dev.vifte.nats.Fetch.End;
import dev.vifte.nats.Fetch.Fetched;
import dev.vifte.nats.Fetch.Got;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Fairness;
import dev.vifte.queue.Fairness.Place;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.PullSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pulls of one receiver. It knows which places may hold something, and shares what it may take
/// among them by weight and cost; when none is left it waits for the bell. One pull at a time.
final class PoolPull implements PullSource.Puller, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PoolPull.class);

  /// The server may count a message a moment after it has confirmed it: an empty place that a bell
  /// was rung for is tried once more.
  private static final Duration SECOND_TRY = Duration.ofMillis(5);

  /// A consumer that is new, or whose server has gone, is without a leader for a moment.
  private static final Duration WITHOUT_LEADER = Duration.ofMillis(200);

  private final QueueParts parts;
  private final PoolSubscription pool;
  private final Bell bell;
  private final Fetches fetches;
  private final Queue<Got> late = new ConcurrentLinkedQueue<>();
  private final Fairness fairness = new Fairness();
  private final Map<Place, Long> typicalCost = new HashMap<>();
  private final Set<Place> open = new HashSet<>();
  private final Set<Place> triedOnce = new HashSet<>();
  private long heard;
  private boolean started;

  PoolPull(QueueParts parts, PoolSubscription pool) {
    this.parts = parts;
    this.pool = pool;
    this.bell = parts.wakes().bell(pool.pool());
    this.fetches = new Fetches(parts.link(), parts.stream(), late::add);
  }

  @Override
  public List<Delivery> pull(int max, Duration wait) throws Exception {
    if (!started) {
      parts.glance().start();
      started = true;
    }
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      long count = bell.count();
      open.addAll(bell.since(heard));
      heard = count;
      List<Delivery> taken = parts.link().connected() ? take(max) : List.of();
      long left = end - System.nanoTime();
      if (!taken.isEmpty() || left <= 0) {
        return taken;
      }
      parts.requireOpen();
      bell.await(count, left);
    }
  }

  private List<Delivery> take(int max) throws IOException {
    var taken = new ArrayList<Delivery>();
    takeLate(taken, max);
    fairness.begin(open);
    while (taken.size() < max && !open.isEmpty()) {
      try {
        round(taken, max - taken.size());
      } catch (IOException e) {
        if (taken.isEmpty()) {
          throw e;
        }
        LOG.debug("took {} before this: {}", taken.size(), e.getMessage());
        return taken;
      }
    }
    return taken;
  }

  /// Fetches from all places that are to give something, at the same time.
  private void round(List<Delivery> taken, int count) throws IOException {
    Map<Place, Integer> shares = share(count);
    for (Place place : shares.keySet()) {
      parts.consumers().ensure(new WorkPlace(pool.pool(), place), pool.lease());
    }
    List<CompletableFuture<Fetched>> asked = new ArrayList<>();
    shares.forEach((place, n) -> asked.add(fetches.fetch(new WorkPlace(pool.pool(), place), n)));
    for (CompletableFuture<Fetched> each : asked) {
      Fetched fetched = Api.await(each);
      List<Delivery> deliveries = deliveries(fetched.got());
      taken.addAll(deliveries);
      correct(fetched, deliveries);
      note(fetched);
    }
  }

  /// How many to ask of each place; charged in advance with what its tasks cost lately.
  private Map<Place, Integer> share(int count) {
    Map<Place, Integer> shares = new LinkedHashMap<>();
    if (open.size() == 1) {
      Place only = fairness.next(open);
      fairness.charge(only, count * typical(only));
      shares.put(only, count);
      return shares;
    }
    for (int i = 0; i < count; i++) {
      Place next = fairness.next(open);
      fairness.charge(next, typical(next));
      shares.merge(next, 1, Integer::sum);
    }
    return shares;
  }

  private void correct(Fetched fetched, List<Delivery> got) {
    Place place = fetched.place().place();
    long cost = got.stream().mapToLong(d -> Fairness.cost(d.message().cost())).sum();
    fairness.charge(place, cost - fetched.wanted() * typical(place));
    if (!got.isEmpty()) {
      typicalCost.put(place, cost / got.size());
    }
  }

  private long typical(Place place) {
    return typicalCost.getOrDefault(place, Fairness.cost(0));
  }

  private void note(Fetched fetched) {
    Place place = fetched.place().place();
    if (fetched.end() == End.FULL) {
      return;
    }
    open.remove(place);
    if (fetched.end() == End.GONE) {
      parts.consumers().doubt(fetched.place());
      parts.wakes().ringAfter(fetched.place(), WITHOUT_LEADER);
    } else if (!fetched.got().isEmpty() || !triedOnce.add(place)) {
      triedOnce.remove(place);
    } else {
      parts.wakes().ringAfter(fetched.place(), SECOND_TRY);
    }
  }

  /// Those whose lease has not run for long.
  private void takeLate(List<Delivery> taken, int max) {
    long since = System.nanoTime() - pool.lease().dividedBy(2).toNanos();
    while (taken.size() < max) {
      Got next = late.poll();
      if (next == null) {
        return;
      }
      if (next.since() - since > 0) {
        taken.addAll(deliveries(List.of(next)));
      }
    }
  }

  private List<Delivery> deliveries(List<Got> got) {
    return got.stream().flatMap(each -> delivery(each).stream()).toList();
  }

  /// What a newer node wrote is left to one; what is no task message at all is removed, or it would
  /// come again for ever.
  private Optional<Delivery> delivery(Got got) {
    try {
      return Optional.of(new NatsDelivery(parts.api(), parts.wakes(), got, pool.lease()));
    } catch (NewerFormatException e) {
      LOG.warn("left to a newer node: {}", e.getMessage());
      got.message().nakWithDelay(pool.lease());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      LOG.error(
          "removed what somebody else published to {}: {}",
          got.message().getSubject(),
          e.getMessage());
      got.message().term();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    fetches.close();
  }
}
