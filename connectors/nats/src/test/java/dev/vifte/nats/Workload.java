package dev.vifte.nats;

import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.RestartSource;

/// Workers that note what they ran and what they settled, as a pool would run them: the stream is
/// started again when it breaks.
final class Workload implements AutoCloseable {
  private final WorkQueue queue;
  private final Slots slots = new Slots(16);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> runs = new ConcurrentHashMap<>();
  private final Set<String> settled = ConcurrentHashMap.newKeySet();
  private final Set<String> ranAfterSettled = ConcurrentHashMap.newKeySet();
  private final Probe<Pair<Delivery, Object>> probe;

  Workload(WorkQueue queue, Duration lease) {
    this.queue = queue;
    var pool = new PoolSubscription(Fixtures.POOL, lease);
    var restart = RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2);
    this.probe =
        Probe.of(
            RestartSource.onFailuresWithBackoff(restart, () -> queue.deliveries(pool, slots))
                .map(delivery -> Pair.create(delivery, threads.submit(() -> work(delivery)))));
  }

  private void work(Delivery delivery) {
    String id = delivery.message().id();
    if (settled.contains(id)) {
      ranAfterSettled.add(id);
    }
    runs.merge(id, 1, Integer::sum);
    try {
      delivery.settle(Settlement.done());
      settled.add(id);
    } catch (IOException e) {
      // it comes again
    } finally {
      slots.release(1);
    }
  }

  /// Publishes one at a time until each is confirmed, whatever happens meanwhile.
  void publishAll(List<TaskMessage> messages) {
    for (TaskMessage message : messages) {
      boolean confirmed = false;
      while (!confirmed) {
        try {
          queue.publish(List.of(message));
          confirmed = true;
        } catch (IOException e) {
          RealTime.pass(Duration.ofMillis(50));
        }
      }
    }
  }

  /// How many were settled; the server need not have heard of the last ones yet.
  int settled() {
    return settled.size();
  }

  boolean queueIsEmpty() throws IOException {
    return queue.backlog(Fixtures.POOL).bytes() == 0;
  }

  Set<String> ran() {
    return runs.keySet();
  }

  /// Runs beyond the first of each message.
  int repeats() {
    return runs.values().stream().mapToInt(Integer::intValue).sum() - runs.size();
  }

  Set<String> ranAfterSettled() {
    return ranAfterSettled;
  }

  @Override
  public void close() {
    slots.close();
    probe.close();
    threads.close();
  }
}
