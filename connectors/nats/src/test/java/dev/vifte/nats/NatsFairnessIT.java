package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Three lanes and eight shards, each with a consumer of its own, share a pool.
final class NatsFairnessIT {
  private static final int TAKEN = 480;

  @Test
  void twenty_four_places_share_by_weight_and_by_cost() throws Exception {
    try (NatsServer server = NatsServer.start(NatsServer.Sync.LAZY);
        var states = new States(1)) {
      NatsState state = states.open(states.settings(server.url()));
      state.queue().publish(full());

      List<TaskMessage> taken = take(state);

      Map<Lane, Long> lanes = count(taken.stream().map(TaskMessage::lane).toList());
      assertThat(lanes.get(Lane.INTERACTIVE)).isBetween(300L, 340L);
      assertThat(lanes.get(Lane.BATCH)).isBetween(100L, 140L);
      assertThat(lanes.get(Lane.BACKFILL)).isBetween(25L, 55L);
      Map<Integer, Long> shards =
          count(
              taken.stream()
                  .filter(message -> message.lane() == Lane.INTERACTIVE)
                  .map(TaskMessage::shard)
                  .toList());
      assertThat(shards.get(0)).isBetween(10L, 20L);
      assertThat(shards.get(1)).isBetween(38L, 50L);
      assertThat(shards.get(7)).isBetween(38L, 50L);
    }
  }

  /// Sixty messages at every place; those of the first shard cost three times as much.
  private static List<TaskMessage> full() {
    List<TaskMessage> all = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      tenantOfEachShard()
          .forEach((shard, tenant) -> {
            for (int n = 0; n < 60; n++) {
              all.add(
                  costing(shard == 0 ? 3_000_000 : 1_000_000, message(all.size(), lane, tenant)));
            }
          });
    }
    return all;
  }

  private static List<TaskMessage> take(NatsState state) throws Exception {
    var slots = new Slots(24);
    var subscription = new PoolSubscription(POOL, Duration.ofSeconds(3));
    List<TaskMessage> taken = new ArrayList<>();
    try (var probe = Probe.of(state.queue().deliveries(subscription, slots))) {
      while (taken.size() < TAKEN) {
        for (var each : probe.next(24)) {
          each.settle(Settlement.done());
          taken.add(each.message());
        }
        slots.release(24);
      }
    }
    return taken;
  }

  private static <T> Map<T, Long> count(List<T> all) {
    return all.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }

  private static Map<Integer, TenantId> tenantOfEachShard() {
    var found = new TreeMap<Integer, TenantId>();
    for (int n = 0; found.size() < TaskMessage.SHARDS; n++) {
      var tenant = new TenantId("tenant-" + n);
      found.putIfAbsent(TaskMessage.shardOf(tenant), tenant);
    }
    return found;
  }

  private static TaskMessage costing(long cost, TaskMessage message) {
    return new TaskMessage(
        message.format(),
        message.task(),
        message.publication(),
        message.tenant(),
        message.version(),
        message.pool(),
        message.lane(),
        message.shard(),
        cost,
        message.traceparent());
  }
}
