package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.TENANT;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.QueueFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the queue does on a server beyond the contract.
final class NatsQueueIT {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static NatsServer server;

  private final States states = new States(1);
  private final List<Probe<Delivery>> probes = new ArrayList<>();
  private NatsSettings settings;
  private NatsState state;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start(NatsServer.Sync.LAZY, "max_payload: 4KB");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    settings = states.settings(server.url());
    state = states.open(settings);
  }

  @AfterEach
  void close() throws Exception {
    probes.forEach(Probe::close);
    states.close();
  }

  @Test
  void a_wake_up_reaches_other_nodes_at_once() throws Exception {
    var probe = receive(states.open(settings), new Slots(64));
    publish(message(0));
    probe.next();

    long start = System.nanoTime();
    for (int n = 1; n <= 20; n++) {
      publish(message(n));
      probe.next();
    }

    // by glances alone it would take some twenty seconds
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void a_lost_wake_up_costs_a_second() throws Exception {
    var probe = receive(state, new Slots(64));
    probe.expectNothing();

    // stored without a word to anybody, at a place that nobody receives from so far
    TaskMessage silent = message(1, Lane.BACKFILL, TENANT);
    long start = System.nanoTime();
    Api.await(
        state
            .api()
            .publish(
                state.layout().workSubject(WorkPlace.of(silent), TENANT),
                new Headers(),
                silent.json()));

    assertThat(probe.next().message()).isEqualTo(silent);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void a_lease_that_ran_out_on_one_node_is_delivered_on_another() throws Exception {
    publish(message(1));
    Delivery hanging = receive(state, new Slots(1)).next();
    var other = receive(states.open(settings), new Slots(1));
    other.expectNothing();

    Delivery second = other.next();

    assertThat(second.deliveries()).isEqualTo(2);
    hanging.settle(Settlement.done());
    second.stillWorking();
    assertThat(state.queue().holds(publish(message(1)))).isTrue();
  }

  @Test
  void what_one_node_put_off_wakes_another_when_it_is_time() throws Exception {
    publish(message(1));
    Delivery delivery = receive(state, new Slots(1)).next();
    var other = receive(states.open(settings), new Slots(1));

    long start = System.nanoTime();
    delivery.settle(Settlement.later(Duration.ofSeconds(2)));

    other.next();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_950), Duration.ofSeconds(6));
  }

  @Test
  void a_consumer_that_somebody_deleted_is_made_again() throws Exception {
    var probe = receive(state, new Slots(64));
    Receipt first = publish(message(1));
    probe.next().settle(Settlement.done());
    // one that the server has not seen before the consumer goes is delivered again
    Probe.eventually("message 1 is settled", () -> !state.queue().holds(first));

    String durable = WorkPlace.of(message(1)).durable();
    state.api().call("CONSUMER.DELETE.%s.%s".formatted(stream(), durable), new byte[0]);
    publish(message(2));

    assertThat(probe.next().message()).isEqualTo(message(2));
  }

  @Test
  void a_stream_that_somebody_deleted_is_made_again() throws Exception {
    var probe = receive(state, new Slots(64));
    publish(message(1));
    probe.next().settle(Settlement.done());

    state.api().call("STREAM.DELETE." + stream(), new byte[0]);
    publish(message(2));

    assertThat(probe.next().message()).isEqualTo(message(2));
  }

  @Test
  void what_is_no_task_is_removed_and_stops_nothing() throws Exception {
    var place = WorkPlace.of(message(1));
    byte[] nonsense = "{\"no\": \"task\"}".getBytes(StandardCharsets.UTF_8);
    Api.await(
        state.api().publish(state.layout().workSubject(place, TENANT), new Headers(), nonsense));
    publish(message(1));

    receive(state, new Slots(1)).next().settle(Settlement.done());

    Probe.eventually("empty", () -> state.queue().backlog(POOL).bytes() == 0);
  }

  @Test
  void a_message_over_the_servers_limit_is_refused_with_both_sizes() {
    var subject = state.layout().workSubject(WorkPlace.of(message(1)), TENANT);

    assertThatThrownBy(() -> Api.await(state.api().publish(subject, new Headers(), new byte[5000])))
        .hasMessageContaining("5000")
        .hasMessageContaining("4096");
  }

  @Test
  void a_queue_that_is_full_to_the_byte_drains_to_nothing() throws Exception {
    NatsState small = states.open(states.settings(server.url()).withMaxWorkBytes(64 << 10));
    int published = 0;
    for (int batch = 64; batch > 0; ) {
      try {
        small.queue().publish(messages(published, published + batch));
        published += batch;
      } catch (QueueFullException e) {
        batch /= 2;
      }
    }

    int inStream =
        small
            .api()
            .call("STREAM.INFO." + small.layout().work().getName(), new byte[0])
            .at("/state/messages")
            .asInt();
    assertThat(small.queue().backlog(POOL).limit()).isEqualTo(64 << 10);
    assertThat(inStream).isGreaterThan(100);
    var slots = new Slots(16);
    var probe = receive(small, slots);
    for (int n = 0; n < inStream; n++) {
      probe.next().settle(Settlement.done());
      slots.release(1);
    }

    Probe.eventually("empty", () -> small.queue().backlog(POOL).bytes() == 0);
    small.queue().publish(messages(published + 64, published + 74));
    assertThat(probe.next(10)).hasSize(10);
  }

  @Test
  void five_idle_pools_ask_the_server_for_next_to_nothing() throws Exception {
    for (int n = 0; n < 5; n++) {
      var pool = new PoolSubscription(new PoolName("pool-" + n), LEASE);
      probes.add(Probe.of(state.queue().deliveries(pool, new Slots(16))));
    }
    RealTime.pass(Duration.ofSeconds(1));

    long before = state.sent();
    RealTime.pass(Duration.ofSeconds(5));

    assertThat(state.sent() - before).isLessThan(5 * 5);
  }

  private Probe<Delivery> receive(NatsState where, Slots slots) {
    var probe = Probe.of(where.queue().deliveries(new PoolSubscription(POOL, LEASE), slots));
    probes.add(probe);
    return probe;
  }

  private Receipt publish(TaskMessage message) throws IOException {
    return state.queue().publish(List.of(message)).getFirst();
  }

  private String stream() {
    return state.layout().work().getName();
  }

  private static List<TaskMessage> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> message(n)).toList();
  }
}
