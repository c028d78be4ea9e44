package dev.vifte.queue;

import dev.vifte.pipeline.Lane;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Whose turn it is in a pool. Lanes take turns by weight, smoothly: each gains its weight a turn
/// and the chosen one pays for all (nginx's smooth weighted round robin). Inside a lane the shard
/// that has cost least so far goes first, so a tenant with many or costly tasks delays its own
/// shard only (start-time fair queueing). Not safe for use by many threads.
public final class Fairness {
  /// A task without a cost hint, or a tiny one, still takes a turn.
  private static final long LEAST_COST = 64 * 1024;

  private final Map<Lane, Long> credit = new EnumMap<>(Lane.class);
  private final Map<Place, Long> spent = new HashMap<>();

  /// What the place that was served last had spent before: where a lane stands.
  private final Map<Lane, Long> stands = new EnumMap<>(Lane.class);

  private Set<Place> wereOpen = Set.of();

  /// A place where messages wait: the tenants of one shard in one lane.
  public record Place(Lane lane, int shard) {}

  /// What a task counts for.
  ///
  /// @param hint its cost as its message says it
  public static long cost(long hint) {
    return Math.max(hint, LEAST_COST);
  }

  /// Chooses among places that are not empty.
  public Place next(Collection<Place> open) {
    Lane lane = nextLane(open);
    Place best =
        open.stream()
            .filter(place -> place.lane == lane)
            .reduce((a, b) -> spent(b) < spent(a) ? b : a)
            .orElseThrow();
    stands.put(lane, spent(best));
    return best;
  }

  /// Charges a place for what was taken from it; a negative amount gives back what was charged in
  /// advance.
  public void charge(Place place, long cost) {
    spent.merge(place, cost, Long::sum);
  }

  /// Notes which places are not empty now. One that was empty before joins where its lane stands:
  /// it has no claim to the turns it missed, and what it had before it was empty is forgiven.
  public void begin(Collection<Place> open) {
    for (Lane lane : Lane.values()) {
      if (wereOpen.stream().noneMatch(place -> place.lane == lane)) {
        stands.put(lane, mostSpent(lane));
      }
    }
    for (Place each : open) {
      if (!wereOpen.contains(each)) {
        spent.merge(each, stands.getOrDefault(each.lane, 0L), Math::max);
      }
    }
    wereOpen = Set.copyOf(open);
  }

  private long spent(Place place) {
    return spent.getOrDefault(place, 0L);
  }

  private long mostSpent(Lane lane) {
    return spent.entrySet().stream()
        .filter(entry -> entry.getKey().lane == lane)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private Lane nextLane(Collection<Place> open) {
    long total = 0;
    Lane best = open.iterator().next().lane;
    for (Lane lane : Lane.values()) {
      if (open.stream().anyMatch(place -> place.lane == lane)) {
        total += lane.weight();
        credit.merge(lane, (long) lane.weight(), Long::sum);
        best = credit(lane) > credit(best) ? lane : best;
      }
    }
    credit.merge(best, -total, Long::sum);
    return best;
  }

  private long credit(Lane lane) {
    return credit.getOrDefault(lane, 0L);
  }
}
