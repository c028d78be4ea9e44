package dev.vifte.embedded;

import dev.vifte.Backend;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Prints how many task cycles (durable publish, pull, durable settle) a second the queue does, and
/// what each costs in CPU. Arguments: a folder, how many in flight, how many cycles. Run by hand.
final class Throughput {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Backend backend;
  private final int inFlight;

  private Throughput(Backend backend, int inFlight) {
    this.backend = backend;
    this.inFlight = inFlight;
  }

  public static void main(String[] args) throws Exception {
    int inFlight = Integer.parseInt(args[1]);
    int cycles = Integer.parseInt(args[2]);
    try (Backend backend = Embedded.open(EmbeddedSettings.in(Path.of(args[0])))) {
      var bench = new Throughput(backend, inFlight);
      bench.run(0, cycles / 2);
      long cpu = cpuNanos();
      long start = System.nanoTime();
      bench.run(cycles, cycles);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "in flight %d: %.0f cycles/s, %.1f us CPU a cycle%n",
          inFlight, cycles / seconds, (cpuNanos() - cpu) / 1e3 / cycles);
    }
  }

  private void run(int first, int count) throws Exception {
    var slots = new Slots(inFlight);
    var room = new Semaphore(inFlight);
    var done = new CountDownLatch(count);
    var source = backend.queue().deliveries(new PoolSubscription(Fixtures.POOL, LEASE), slots);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var probe =
            Probe.of(
                source.map(
                    delivery -> threads.submit(() -> finish(delivery, slots, room, done))))) {
      for (int n = first; n < first + count; n++) {
        room.acquire();
        int number = n;
        threads.execute(() -> publish(number));
      }
      done.await();
      slots.close();
      probe.awaitEnd();
    }
  }

  private void publish(int number) {
    try {
      backend.queue().publish(List.of(Fixtures.message(number)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean finish(Delivery delivery, Slots slots, Semaphore room, CountDownLatch done)
      throws IOException {
    delivery.settle(Settlement.done());
    slots.release(1);
    room.release();
    done.countDown();
    return true;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
