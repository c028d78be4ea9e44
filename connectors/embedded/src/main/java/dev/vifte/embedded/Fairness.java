package dev.vifte.embedded;

import dev.vifte.queue.TaskMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Whose turn it is in a pool. Lanes take turns by weight, smoothly: each gains its weight a turn
/// and the chosen one pays for all (nginx's smooth weighted round robin). Inside a lane the shard
/// that has cost least so far goes first, so a tenant with many or costly tasks delays its own
/// shard only (start-time fair queueing). Used on the writer's thread.
final class Fairness {
  /// A task without a cost hint, or a tiny one, still takes a turn.
  private static final long LEAST_COST = 64 * 1024;

  private final long[] credit = new long[Lanes.COUNT];
  private final long[][] spent = new long[Lanes.COUNT][TaskMessage.SHARDS];

  /// What the place that was served last had spent before: where a lane stands.
  private final long[] stands = new long[Lanes.COUNT];

  private Set<Place> wereOpen = Set.of();

  /// A place where messages wait.
  record Place(int lane, int shard) {}

  /// Chooses among places that are not empty.
  Place next(List<Place> open) {
    int lane = nextLane(open);
    Place best = new Place(lane, -1);
    for (Place each : open) {
      if (each.lane == lane
          && (best.shard < 0 || spent[lane][each.shard] < spent[lane][best.shard])) {
        best = each;
      }
    }
    stands[lane] = spent[lane][best.shard];
    return best;
  }

  /// Charges a place for what was taken from it.
  void charge(Place place, long cost) {
    spent[place.lane][place.shard] += Math.max(cost, LEAST_COST);
  }

  /// Notes which places are not empty now. One that was empty before joins where its lane stands:
  /// it has no claim to the turns it missed, and what it had before it was empty is forgiven.
  void begin(List<Place> open) {
    for (int lane = 0; lane < stands.length; lane++) {
      if (isIdle(lane)) {
        stands[lane] = LongStream.of(spent[lane]).max().orElse(0);
      }
    }
    for (Place each : open) {
      if (!wereOpen.contains(each)) {
        spent[each.lane][each.shard] = Math.max(spent[each.lane][each.shard], stands[each.lane]);
      }
    }
    wereOpen = Set.copyOf(open);
  }

  private boolean isIdle(int lane) {
    return wereOpen.stream().noneMatch(place -> place.lane == lane);
  }

  private int nextLane(List<Place> open) {
    boolean[] waits = new boolean[credit.length];
    open.forEach(place -> waits[place.lane] = true);
    int best = -1;
    long total = 0;
    for (int lane = 0; lane < credit.length; lane++) {
      if (waits[lane]) {
        long weight = Lanes.lane(lane).weight();
        credit[lane] += weight;
        total += weight;
        best = best < 0 || credit[lane] > credit[best] ? lane : best;
      }
    }
    credit[best] -= total;
    return best;
  }
}
