package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.embedded.Fairness.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SqliteFairnessTest {
  private static final long MB = 1 << 20;
  private static final Place FIRST = new Place(0, 1);
  private static final Place SECOND = new Place(0, 5);

  private final Fairness fairness = new Fairness();

  @Test
  void full_lanes_share_exactly_by_weight() {
    var open = List.of(FIRST, new Place(1, 0), new Place(2, 0));

    assertThat(turns(open, 120, MB, MB))
        .containsExactly(Map.entry(0, 80), Map.entry(1, 30), Map.entry(2, 10));
  }

  @Test
  void an_empty_lane_leaves_its_share_to_the_others() {
    assertThat(turns(List.of(new Place(1, 0), new Place(2, 0)), 40, MB, MB))
        .containsExactly(Map.entry(1, 30), Map.entry(2, 10));
  }

  @Test
  void a_shard_with_costly_tasks_gets_fewer_turns() {
    assertThat(shards(List.of(FIRST, SECOND), 40, 3 * MB, MB))
        .containsExactly(Map.entry(1, 10), Map.entry(5, 30));
  }

  @Test
  void a_shard_that_comes_late_has_no_claim_to_turns_it_missed() {
    shards(List.of(FIRST), 1000, MB, MB);

    assertThat(shards(List.of(FIRST, SECOND), 20, MB, MB))
        .containsExactly(Map.entry(1, 10), Map.entry(5, 10));
  }

  @Test
  void what_a_shard_had_before_a_quiet_time_is_forgiven() {
    shards(List.of(FIRST), 1000, MB, MB);
    fairness.begin(List.of());

    assertThat(shards(List.of(FIRST, SECOND), 20, MB, MB))
        .containsExactly(Map.entry(1, 10), Map.entry(5, 10));
  }

  private Map<Integer, Integer> turns(List<Place> open, int count, long first, long others) {
    return take(open, count, first, others, true);
  }

  private Map<Integer, Integer> shards(List<Place> open, int count, long first, long others) {
    return take(open, count, first, others, false);
  }

  private Map<Integer, Integer> take(
      List<Place> open, int count, long first, long others, boolean byLane) {
    var seen = new TreeMap<Integer, Integer>();
    fairness.begin(open);
    for (int i = 0; i < count; i++) {
      Place next = fairness.next(open);
      fairness.charge(next, next.equals(FIRST) ? first : others);
      seen.merge(byLane ? next.lane() : next.shard(), 1, Integer::sum);
    }
    return seen;
  }
}
