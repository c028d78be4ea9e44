package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.inFormat;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [WorkQueue] promises about a delivery: leases, settlement, redelivery. Extend
/// [WorkQueueContract], which has these cases too.
public abstract class LeaseContract {
  private static final long ROOMY = 64 << 20;

  private final List<Probe<Delivery>> probes = new ArrayList<>();
  private WorkQueue queue;

  /// A new, empty queue.
  ///
  /// @param maxBytes it may hold
  protected abstract WorkQueue open(long maxBytes) throws Exception;

  /// Lets time pass for the queue: a manual clock is turned, a real server is waited for.
  protected abstract void advance(Duration by) throws Exception;

  /// The lease the cases ask for; short where time is real.
  protected abstract Duration lease();

  @BeforeEach
  final void openQueue() throws Exception {
    queue = open(ROOMY);
  }

  @AfterEach
  final void closeQueue() throws Exception {
    probes.forEach(Probe::close);
    queue.close();
  }

  /// The queue of this test.
  protected final WorkQueue queue() {
    return queue;
  }

  /// Begins to receive.
  protected final Probe<Delivery> receive(Slots slots) {
    var probe = Probe.of(queue.deliveries(new PoolSubscription(POOL, lease()), slots));
    probes.add(probe);
    return probe;
  }

  protected final Probe<Delivery> receive() {
    return receive(new Slots(64));
  }

  protected final Receipt publish(TaskMessage message) throws IOException {
    return queue.publish(List.of(message)).getFirst();
  }

  /// What is finished may be there for a moment longer.
  protected final void awaitGone(Receipt receipt) throws Exception {
    Probe.eventually("gone", () -> !queue.holds(receipt));
  }

  /// A little more than a lease.
  protected final Duration pastLease() {
    return lease().plusMillis(200);
  }

  @Test
  void what_is_published_is_delivered_as_it_was() throws Exception {
    publish(message(1));

    Delivery delivery = receive().next();

    assertThat(delivery.message()).isEqualTo(message(1));
    assertThat(delivery.deliveries()).isEqualTo(1);
  }

  @Test
  void a_message_of_a_newer_format_is_left_for_a_newer_node() throws Exception {
    Receipt newer = publish(inFormat(TaskMessage.FORMAT + 1, message(1)));
    publish(message(2));
    var probe = receive();

    assertThat(probe.next().message()).isEqualTo(message(2));
    probe.expectNothing();
    assertThat(queue.holds(newer)).isTrue();
  }

  @Test
  void what_is_published_while_a_receiver_waits_is_delivered() throws Exception {
    var probe = receive();
    probe.expectNothing();

    publish(message(1));

    assertThat(probe.next().message()).isEqualTo(message(1));
  }

  @Test
  void a_finished_message_is_gone() throws Exception {
    Receipt receipt = publish(message(1));
    var probe = receive();

    probe.next().settle(Settlement.done());

    awaitGone(receipt);
    advance(pastLease());
    probe.expectNothing();
  }

  @Test
  void a_leased_message_is_delivered_to_nobody_else() throws Exception {
    publish(message(1));
    receive().next();

    receive().expectNothing();
  }

  @Test
  void an_expired_lease_delivers_again_and_counts() throws Exception {
    publish(message(1));
    var probe = receive();
    probe.next();

    advance(pastLease());

    Delivery second = probe.next();
    assertThat(second.message()).isEqualTo(message(1));
    assertThat(second.deliveries()).isEqualTo(2);
  }

  @Test
  void a_sign_of_life_renews_the_lease() throws Exception {
    publish(message(1));
    var probe = receive();
    Delivery delivery = probe.next();

    advance(lease().multipliedBy(3).dividedBy(5));
    delivery.stillWorking();
    advance(lease().multipliedBy(3).dividedBy(5));

    probe.expectNothing();
    advance(lease());
    assertThat(probe.next().deliveries()).isEqualTo(2);
  }

  @Test
  void a_stale_delivery_cannot_settle() throws Exception {
    Receipt receipt = publish(message(1));
    var probe = receive();
    Delivery stale = probe.next();
    advance(pastLease());
    Delivery current = probe.next();

    stale.settle(Settlement.done());

    assertThat(queue.holds(receipt)).isTrue();
    current.settle(Settlement.done());
    awaitGone(receipt);
  }

  @Test
  void a_stale_delivery_neither_renews_nor_hands_back() throws Exception {
    publish(message(1));
    var probe = receive();
    Delivery stale = probe.next();
    advance(pastLease());
    probe.next();

    stale.stillWorking();
    stale.settle(Settlement.handBack());

    probe.expectNothing();
    advance(pastLease());
    assertThat(probe.next().deliveries()).isEqualTo(3);
  }

  @Test
  void only_the_first_settlement_counts() throws Exception {
    Receipt receipt = publish(message(1));
    var probe = receive();
    Delivery delivery = probe.next();

    delivery.settle(Settlement.later(Duration.ofSeconds(20)));
    delivery.settle(Settlement.done());
    delivery.settle(Settlement.handBack());

    assertThat(queue.holds(receipt)).isTrue();
    probe.expectNothing();
  }

  @Test
  void a_message_put_off_comes_not_before_its_time() throws Exception {
    publish(message(1));
    var probe = receive();

    probe.next().settle(Settlement.later(Duration.ofSeconds(2)));

    advance(Duration.ofSeconds(1));
    probe.expectNothing();
    advance(Duration.ofMillis(1_100));
    assertThat(probe.next().message()).isEqualTo(message(1));
  }

  @Test
  void a_message_put_off_for_no_time_comes_at_once() throws Exception {
    publish(message(1));
    var probe = receive();

    probe.next().settle(Settlement.later(Duration.ZERO));

    assertThat(probe.next().message()).isEqualTo(message(1));
  }

  @Test
  void a_message_handed_back_comes_at_once_to_another() throws Exception {
    publish(message(1));
    var leaving = new Slots(1);
    Delivery delivery = receive(leaving).next();
    leaving.close();
    var other = receive();

    delivery.settle(Settlement.handBack());

    assertThat(other.next().message()).isEqualTo(message(1));
  }

  @Test
  void a_message_is_held_while_it_waits_is_leased_or_delayed() throws Exception {
    Receipt receipt = publish(message(1));
    assertThat(queue.holds(receipt)).isTrue();

    Delivery delivery = receive(new Slots(1)).next();
    assertThat(queue.holds(receipt)).isTrue();

    delivery.settle(Settlement.later(Duration.ofSeconds(20)));
    assertThat(queue.holds(receipt)).isTrue();
  }

  @Test
  void a_receipt_of_another_stream_is_not_held() throws Exception {
    Receipt receipt = publish(message(1));

    assertThat(queue.holds(new Receipt("elsewhere", receipt.sequence()))).isFalse();
    assertThat(queue.holds(new Receipt(receipt.stream(), receipt.sequence() + 1000))).isFalse();
  }
}
