package dev.vifte.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Fairness.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class FairnessTest {
  private static final long MB = 1 << 20;
  private static final Place FIRST = new Place(Lane.INTERACTIVE, 1);
  private static final Place SECOND = new Place(Lane.INTERACTIVE, 5);

  private final Fairness fairness = new Fairness();

  @Test
  void full_lanes_share_exactly_by_weight() {
    var open = List.of(FIRST, new Place(Lane.BATCH, 0), new Place(Lane.BACKFILL, 0));

    assertThat(turns(open, 120, MB, MB))
        .containsExactly(
            Map.entry(Lane.INTERACTIVE, 80),
            Map.entry(Lane.BATCH, 30),
            Map.entry(Lane.BACKFILL, 10));
  }

  @Test
  void an_empty_lane_leaves_its_share_to_the_others() {
    assertThat(turns(List.of(new Place(Lane.BATCH, 0), new Place(Lane.BACKFILL, 0)), 40, MB, MB))
        .containsExactly(Map.entry(Lane.BATCH, 30), Map.entry(Lane.BACKFILL, 10));
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

  @Test
  void what_was_charged_in_advance_can_be_given_back() {
    fairness.begin(List.of(FIRST, SECOND));
    fairness.charge(FIRST, 10 * MB);
    fairness.charge(FIRST, -10 * MB);

    assertThat(shards(List.of(FIRST, SECOND), 20, MB, MB))
        .containsExactly(Map.entry(1, 10), Map.entry(5, 10));
  }

  private Map<Lane, Integer> turns(List<Place> open, int count, long first, long others) {
    return take(open, count, first, others, Place::lane);
  }

  private Map<Integer, Integer> shards(List<Place> open, int count, long first, long others) {
    return take(open, count, first, others, Place::shard);
  }

  private <K> Map<K, Integer> take(
      List<Place> open, int count, long first, long others, Function<Place, K> by) {
    var seen = new TreeMap<K, Integer>();
    fairness.begin(open);
    for (int i = 0; i < count; i++) {
      Place next = fairness.next(open);
      fairness.charge(next, next.equals(FIRST) ? first : others);
      seen.merge(by.apply(next), 1, Integer::sum);
    }
    return seen;
  }
}
