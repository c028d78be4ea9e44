package dev.vifte.loadtest.broker;

import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskFilter;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;

/// Takes messages from one pool of our queue and publishes each to the next before it settles it,
/// as the engine does, but without any record.
final class Relay implements Contender {
  static final int AT_ONCE = 256;

  private static final PoolName FROM = new PoolName("relay-from");
  private static final PoolName TO = new PoolName("relay-to");

  private final String who;
  private final WorkQueue queue;
  private final int messages;
  private final ExecutorService threads;
  private int published;

  /// @param threads for the blocking calls
  Relay(String who, WorkQueue queue, int messages, ExecutorService threads) {
    this.threads = threads;
    this.who = who;
    this.queue = queue;
    this.messages = messages;
  }

  @Override
  public String what() {
    return "messages relayed";
  }

  @Override
  public String who() {
    return who;
  }

  @Override
  public double perSecond() throws Exception {
    fill();
    long from = System.nanoTime();
    move(messages, FROM, TO);
    double seconds = (System.nanoTime() - from) / 1e9;
    queue.purge(new TaskFilter(Optional.of(TO), Optional.empty()));
    return messages / seconds;
  }

  /// Takes that many messages from one pool and publishes another to the next for each.
  void move(int count, PoolName from, PoolName to) throws Exception {
    var slots = new Slots(AT_ONCE);
    queue
        .deliveries(new PoolSubscription(from, PoolSubscription.DEFAULT_LEASE), slots)
        .mapAsyncUnordered(AT_ONCE, delivery -> relayed(delivery, slots, to))
        .take(count)
        .runWith(Sink.ignore(), Streams.system())
        .toCompletableFuture()
        .get(5, TimeUnit.MINUTES);
    slots.close();
  }

  private void fill() throws IOException {
    for (int at = 0; at < messages; at += AT_ONCE) {
      int first = published + at;
      queue.publish(
          IntStream.range(first, first + Math.min(AT_ONCE, messages - at))
              .mapToObj(n -> Fixtures.in(FROM, Fixtures.message(n)))
              .toList());
    }
    published += messages;
  }

  private CompletableFuture<Done> relayed(Delivery delivery, Slots slots, PoolName to) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            TaskMessage next = Fixtures.in(to, Fixtures.again(delivery.message()));
            queue.publish(List.of(next));
            delivery.settle(Settlement.done());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            slots.release(1);
          }
          return Done.getInstance();
        },
        threads);
  }
}
