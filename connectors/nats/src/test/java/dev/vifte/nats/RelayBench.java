package dev.vifte.nats;

import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/// How fast messages are relayed (taken, the next published, the first settled), through our queue
/// and through a plain jnats loop, in turns on one server. Arguments: `lazy` or `always`, messages,
/// in flight.
final class RelayBench {
  private static final PoolName NEXT = new PoolName("next");
  private static final int ROUNDS = 4;

  private final NatsServer server;
  private final int messages;
  private final int inFlight;
  private final ActorSystem system = ActorSystem.create("relay");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RelayBench(NatsServer server, int messages, int inFlight) {
    this.server = server;
    this.messages = messages;
    this.inFlight = inFlight;
  }

  public static void main(String[] args) throws Exception {
    Sync sync = args[0].equals("always") ? Sync.ALWAYS : Sync.LAZY;
    try (NatsServer server = NatsServer.start(sync)) {
      var bench = new RelayBench(server, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      for (int round = 1; round <= ROUNDS; round++) {
        long raw = bench.measure(bench::raw);
        long doubled = bench.measure(bench::rawWithDoubleAck);
        long ours = bench.measure(bench::ours);
        System.out.printf(
            "%s, %d in flight, round %d: raw %,d/s, raw with double ack %,d/s, ours %,d/s (%.2f, %.2f)%n",
            args[0],
            bench.inFlight,
            round,
            raw,
            doubled,
            ours,
            (double) ours / raw,
            (double) ours / doubled);
      }
    }
    System.exit(0);
  }

  private interface Way {
    void relay(NatsState state) throws Exception;
  }

  /// Messages a second.
  private long measure(Way way) throws Exception {
    var settings =
        NatsSettings.of(server.url().toString())
            .withSpace(Spaces.fresh())
            .withMaxWorkBytes(1L << 30);
    try (NatsState state = Nats.open(settings)) {
      for (int from = 0; from < messages; from += 1000) {
        state
            .queue()
            .publish(
                IntStream.range(from, Math.min(messages, from + 1000))
                    .mapToObj(n ->
                        Fixtures.message(
                            n,
                            Lane.of(List.of("interactive", "batch").get(n % 2)),
                            Fixtures.TENANT))
                    .toList());
      }
      long start = System.nanoTime();
      way.relay(state);
      return messages * 1_000_000_000L / (System.nanoTime() - start);
    }
  }

  private void ours(NatsState state) throws Exception {
    WorkQueue queue = state.queue();
    var slots = new Slots(inFlight);
    queue
        .deliveries(new PoolSubscription(Fixtures.POOL, Duration.ofSeconds(30)), slots)
        .mapAsyncUnordered(
            inFlight,
            delivery -> CompletableFuture.supplyAsync(() -> relay(queue, delivery, slots), threads))
        .take(messages)
        .runWith(Sink.ignore(), system)
        .toCompletableFuture()
        .get();
  }

  private static Delivery relay(WorkQueue queue, Delivery delivery, Slots slots) {
    try {
      queue.publish(List.of(Fixtures.in(NEXT, Fixtures.again(delivery.message()))));
      delivery.settle(Settlement.done());
      slots.release(1);
      return delivery;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void raw(NatsState state) throws Exception {
    raw(state, Message::ack);
  }

  private void rawWithDoubleAck(NatsState state) throws Exception {
    raw(
        state,
        message -> {
          try {
            message.ackSync(Duration.ofSeconds(5));
          } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void raw(NatsState state, java.util.function.Consumer<Message> ack) throws Exception {
    Connection connection = io.nats.client.Nats.connect(server.url().toString());
    try {
      JetStream jetStream = connection.jetStream();
      String stream = state.layout().work().getName();
      var window = new Semaphore(inFlight);
      var ended = new ArrayList<CompletableFuture<?>>();
      List<JetStreamSubscription> subscriptions = new ArrayList<>();
      for (Lane lane : List.of(Lane.INTERACTIVE, Lane.BATCH)) {
        var place = WorkPlace.of(Fixtures.message(0, lane, Fixtures.TENANT));
        var config =
            ConsumerConfiguration.builder()
                .durable(place.durable())
                .filterSubject(state.layout().workSubjects(place))
                .maxAckPending(100_000)
                .build();
        subscriptions.add(
            jetStream.subscribe(
                null, PullSubscribeOptions.builder().stream(stream).configuration(config).build()));
      }
      int got = 0;
      while (got < messages) {
        for (JetStreamSubscription subscription : subscriptions) {
          for (Message message :
              subscription.fetch(Math.min(500, inFlight), Duration.ofMillis(50))) {
            got++;
            window.acquire();
            var next = Fixtures.in(NEXT, Fixtures.again(TaskMessage.fromJson(message.getData())));
            ended.add(
                jetStream
                    .publishAsync(
                        state.layout().workSubject(WorkPlace.of(next), next.tenant()),
                        next.json(),
                        PublishOptions.builder().messageId(next.id()).build())
                    .thenAcceptAsync(_ -> ack.accept(message), threads)
                    .whenComplete((_, _) -> window.release()));
          }
        }
      }
      CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).get();
    } finally {
      connection.close();
    }
  }
}
