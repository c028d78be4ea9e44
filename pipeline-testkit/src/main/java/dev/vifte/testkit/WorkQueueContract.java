package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.TENANT;
import static dev.vifte.testkit.Fixtures.again;
import static dev.vifte.testkit.Fixtures.in;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.QueueFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskFilter;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [WorkQueue] promises. Extend it and say how to open one; a durable one extends
/// [RestartContract] too.
public abstract class WorkQueueContract extends FairnessContract {
  private static final PoolName OTHER_POOL = new PoolName("pdf-render");
  private static final TenantId OTHER_TENANT = new TenantId("tenant-b");
  private static final long SMALL = 16 << 10;

  @Test
  void a_replay_right_after_settlement_is_delivered() throws Exception {
    publish(message(1));
    var probe = receive();
    probe.next().settle(Settlement.done());

    publish(again(message(1)));

    assertThat(probe.next().message().publication()).isEqualTo(2);
  }

  @Test
  void a_repeated_publication_gets_the_first_receipt_and_is_delivered_once() throws Exception {
    Receipt first = publish(message(1));
    List<Receipt> repeated = queue().publish(List.of(message(2), message(1), message(2)));
    var probe = receive();

    assertThat(repeated.get(1)).isEqualTo(first);
    assertThat(repeated.get(2)).isEqualTo(repeated.get(0));
    probe.next(2);
    assertThat(publish(message(1))).isEqualTo(first);
    probe.expectNothing();
  }

  @Test
  void receipts_are_in_the_order_of_the_messages() throws Exception {
    List<Receipt> receipts = queue().publish(messages(0, 50));

    assertThat(receipts).hasSize(50).doesNotHaveDuplicates();
    assertThat(receipts).extracting(Receipt::sequence).isSorted();
  }

  @Test
  void publishing_nothing_is_harmless() throws Exception {
    assertThat(queue().publish(List.of())).isEmpty();
  }

  @Test
  void no_more_is_pulled_than_slots_are_free() throws Exception {
    queue().publish(messages(0, 10));
    var slots = new Slots(3);
    var probe = receive(slots);
    Delivery first = probe.next(3).getFirst();
    probe.expectNothing();
    awaitBacklog("three in flight", backlog -> backlog.inFlight() == 3);

    first.settle(Settlement.done());
    slots.release(1);

    probe.next();
    probe.expectNothing();
  }

  @Test
  void nothing_is_pulled_while_slots_are_paused() throws Exception {
    var slots = new Slots(3);
    slots.pause();
    var probe = receive(slots);
    publish(message(1));

    probe.expectNothing();
    awaitBacklog("one waiting", backlog -> backlog.waiting() == 1);
    slots.resume();
    probe.next();
  }

  @Test
  void closing_the_slots_completes_the_source() throws Exception {
    var slots = new Slots(3);
    var probe = receive(slots);
    publish(message(1));
    probe.next();

    slots.close();

    probe.awaitEnd();
  }

  @Test
  void closing_the_queue_fails_the_source() throws Exception {
    WorkQueue other = open(SMALL);
    var probe =
        Probe.of(
            other.deliveries(new dev.vifte.queue.PoolSubscription(POOL, lease()), new Slots(1)));
    probe.expectNothing();

    other.close();

    assertThat(probe.awaitFailure()).isNotNull();
    assertThatThrownBy(() -> other.publish(List.of(message(1)))).isInstanceOf(IOException.class);
  }

  @Test
  void pools_do_not_see_each_others_messages() throws Exception {
    publish(in(OTHER_POOL, message(1)));
    publish(message(2));
    var probe = receive();

    assertThat(probe.next().message()).isEqualTo(message(2));
    probe.expectNothing();
  }

  @Test
  void many_receivers_share_without_doubles() throws Exception {
    queue().publish(messages(0, 200));
    var seen = new ArrayList<String>();
    for (var probe :
        List.of(receive(new Slots(50)), receive(new Slots(50)), receive(new Slots(100)))) {
      probe.next(50).forEach(delivery -> seen.add(delivery.message().id()));
    }

    assertThat(seen).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void a_full_queue_refuses_a_batch_and_takes_again_when_it_has_drained() throws Exception {
    try (WorkQueue small = open(SMALL)) {
      assertThatThrownBy(() -> small.publish(messages(0, 200)))
          .isInstanceOf(QueueFullException.class);
      assertThat(small.backlog(POOL).bytes()).isLessThanOrEqualTo(small.backlog(POOL).limit());

      small.purge(new TaskFilter(Optional.of(POOL), Optional.empty()));
      List<Receipt> receipts = small.publish(messages(200, 205));

      assertThat(receipts).hasSize(5);
      assertThat(small.holds(receipts.getFirst())).isTrue();
    }
  }

  @Test
  void the_backlog_counts_waiting_and_in_flight_by_lane() throws Exception {
    queue().publish(messages(0, 3));
    publish(message(3, Lane.BACKFILL, TENANT));
    publish(in(OTHER_POOL, message(4)));
    Delivery delayed = receive(new Slots(1)).next();
    delayed.settle(Settlement.later(Duration.ofSeconds(20)));

    awaitBacklog(
        "three waiting and one in flight",
        backlog -> backlog.waiting() == 3 && backlog.inFlight() == 1);
    Backlog backlog = queue().backlog(POOL);
    assertThat(backlog.perLane().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    assertThat(backlog.bytes()).isPositive().isLessThan(backlog.limit());
  }

  @Test
  void the_backlog_knows_the_age_of_the_oldest_that_waits() throws Exception {
    assertThat(queue().backlog(POOL).oldest()).isZero();
    publish(message(1));
    advance(Duration.ofSeconds(2));
    publish(message(2));

    awaitBacklog("two waiting", backlog -> backlog.waiting() == 2);
    assertThat(queue().backlog(POOL).oldest())
        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));
  }

  @Test
  void the_backlog_knows_the_age_of_the_oldest_that_is_not_settled() throws Exception {
    assertThat(queue().backlog(POOL).oldestHeld()).isZero();
    publish(message(1));
    Delivery delivery = receive(new Slots(1)).next();
    advance(Duration.ofMillis(1_500));
    delivery.stillWorking();
    publish(message(2));

    awaitBacklog("one waiting", backlog -> backlog.waiting() == 1);
    Backlog backlog = queue().backlog(POOL);
    assertThat(backlog.oldestHeld().minus(backlog.oldest()))
        .isGreaterThan(Duration.ofMillis(1_400));
    delivery.settle(Settlement.done());
    awaitBacklog(
        "nothing older than what waits", later -> later.oldestHeld().equals(later.oldest()));
  }

  @Test
  void a_purge_takes_what_waits_for_one_tenant() throws Exception {
    Receipt kept = publish(message(1));
    Receipt gone = publish(message(2, Lane.BATCH, OTHER_TENANT));

    long count = queue().purge(new TaskFilter(Optional.empty(), Optional.of(OTHER_TENANT)));

    assertThat(count).isEqualTo(1);
    assertThat(queue().holds(kept)).isTrue();
    assertThat(queue().holds(gone)).isFalse();
  }

  @Test
  void a_purge_takes_what_waits_in_one_pool() throws Exception {
    Receipt kept = publish(message(1));
    Receipt gone = publish(in(OTHER_POOL, message(2)));

    long count = queue().purge(new TaskFilter(Optional.of(OTHER_POOL), Optional.empty()));

    assertThat(count).isEqualTo(1);
    assertThat(queue().holds(kept)).isTrue();
    assertThat(queue().holds(gone)).isFalse();
    awaitBacklog("one waiting", backlog -> backlog.waiting() == 1);
  }

  /// A backlog may be a second old.
  private void awaitBacklog(String what, Predicate<Backlog> like) throws Exception {
    Probe.eventually(what, () -> like.test(queue().backlog(POOL)));
  }

  private static List<TaskMessage> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(Fixtures::message).toList();
  }
}
