package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.TENANT;
import static dev.vifte.testkit.Fixtures.in;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Load;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The part of [WorkQueueContract] about who is served when not all can be, and who holds how much.
public abstract class FairnessContract extends LeaseContract {
  private static final TenantId OTHER_TENANT = new TenantId("tenant-b");

  /// In the shard of [Fixtures#TENANT].
  private static final TenantId NEIGHBOUR =
      Stream.iterate(0, n -> n + 1)
          .map(n -> new TenantId("neighbour-" + n))
          .filter(name -> TaskMessage.shardOf(name) == TaskMessage.shardOf(TENANT))
          .findFirst()
          .orElseThrow();

  @Test
  void full_lanes_share_by_weight_and_none_starves() throws Exception {
    var all = new ArrayList<TaskMessage>();
    for (Lane lane : Lane.values()) {
      IntStream.range(0, 120).forEach(n -> all.add(message(all.size(), lane, TENANT)));
    }
    queue().publish(all);

    Map<Lane, Integer> share = new EnumMap<>(Lane.class);
    for (Delivery delivery : workOff(12, 120)) {
      share.merge(delivery.message().lane(), 1, Integer::sum);
    }

    assertThat(share.get(Lane.INTERACTIVE)).isBetween(70, 90);
    assertThat(share.get(Lane.BATCH)).isBetween(20, 40);
    assertThat(share.get(Lane.BACKFILL)).isBetween(5, 20);
  }

  @Test
  void a_flood_of_one_tenant_does_not_starve_another_shard() throws Exception {
    queue().publish(messages(0, 500));
    assertThat(TaskMessage.shardOf(OTHER_TENANT)).isNotEqualTo(TaskMessage.shardOf(TENANT));
    queue()
        .publish(
            IntStream.range(500, 505)
                .mapToObj(n -> message(n, Lane.INTERACTIVE, OTHER_TENANT))
                .toList());

    assertThat(workOff(4, 60))
        .filteredOn(delivery -> delivery.message().tenant().equals(OTHER_TENANT))
        .hasSize(5);
  }

  @Test
  void a_tenant_in_the_shard_of_a_flood_is_next() throws Exception {
    queue().publish(messages(0, 2000));
    var slots = new Slots(2);
    var probe = receive(slots);
    Delivery running = probe.next(2).getFirst();

    publish(message(2000, Lane.INTERACTIVE, NEIGHBOUR));
    running.settle(Settlement.done());
    slots.release(1);
    Delivery next = probe.next();
    next.settle(Settlement.done());
    slots.release(1);

    assertThat(List.of(next.message().tenant(), probe.next().message().tenant()))
        .contains(NEIGHBOUR);
  }

  @Test
  void the_load_counts_what_each_tenant_has_and_what_has_gone() throws Exception {
    queue().publish(messages(0, 3));
    publish(in(new PoolName("pdf-render"), message(3, Lane.BATCH, OTHER_TENANT)));
    Probe.eventually("four are held", () -> queue().load().messages() == 4);
    Load before = queue().load();

    receive(new Slots(1)).next().settle(Settlement.done());

    Probe.eventually("three are held", () -> queue().load().messages() == 3);
    Load after = queue().load();
    assertThat(before.of(TENANT)).isEqualTo(3);
    assertThat(after.perTenant()).isEqualTo(Map.of(TENANT, 2L, OTHER_TENANT, 1L));
    assertThat(after.settled() - before.settled()).isEqualTo(1);
    assertThat(after.bytes()).isPositive().isLessThan(before.bytes());
  }

  private List<Delivery> workOff(int slotCount, int count) throws Exception {
    var slots = new Slots(slotCount);
    var probe = receive(slots);
    var done = new ArrayList<Delivery>();
    while (done.size() < count) {
      List<Delivery> round = probe.next(slotCount);
      for (Delivery each : round) {
        each.settle(Settlement.done());
      }
      done.addAll(round);
      slots.release(slotCount);
    }
    return done.subList(0, count);
  }

  private static List<TaskMessage> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(Fixtures::message).toList();
  }
}
