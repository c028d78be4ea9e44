package dev.vifte.loadtest.broker;

import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/// Four workers whose every task takes the same time.
final class Hands implements AutoCloseable {
  static final Duration STAGE = Duration.ofMillis(20);

  private static final int COUNT = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ActorSystem system = ActorSystem.create("fairness");
  private final Slots slots = new Slots(COUNT);
  private final ConcurrentMap<String, CompletableFuture<Long>> starts = new ConcurrentHashMap<>();

  /// Puts a task into the queue.
  @FunctionalInterface
  interface Publishing {
    void publish() throws IOException;
  }

  Hands(WorkQueue queue) {
    var subscription = new PoolSubscription(Fixtures.POOL, PoolSubscription.DEFAULT_LEASE);
    var _ =
        queue
            .deliveries(subscription, slots)
            .mapAsyncUnordered(COUNT, this::work)
            .runWith(Sink.ignore(), system);
  }

  /// Milliseconds from the moment a task is published until one of the workers begins it.
  double untilStarted(String id, Publishing how)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var start = new CompletableFuture<Long>();
    starts.put(id, start);
    long from = System.nanoTime();
    how.publish();
    return (start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - from) / 1e6;
  }

  private CompletionStage<String> work(Delivery delivery) {
    String id = delivery.message().id();
    CompletableFuture<Long> awaited = starts.remove(id);
    if (awaited != null) {
      awaited.complete(System.nanoTime());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          settle(delivery);
          return id;
        },
        CompletableFuture.delayedExecutor(STAGE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void settle(Delivery delivery) {
    try {
      delivery.settle(Settlement.done());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      slots.release(1);
    }
  }

  @Override
  public void close() {
    slots.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
