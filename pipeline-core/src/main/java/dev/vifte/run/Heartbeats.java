package dev.vifte.run;

import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineListener;
import dev.vifte.queue.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Signs of life for every delivery that is being worked on, from one timer. A beat belongs to its
/// attempt: when the attempt is over, or hangs past its limit, its lease runs out. Safe for use by
/// many threads.
final class Heartbeats implements AutoCloseable {
  private final Duration every;
  private final PipelineListener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeats").daemon().factory());
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  Heartbeats(Duration every, PipelineListener listener) {
    this.every = every;
    this.listener = listener;
  }

  /// A running beat; closing stops it.
  interface Beat extends AutoCloseable {
    @Override
    void close();
  }

  Beat start(Delivery delivery) {
    Future<?> beats =
        timer.scheduleAtFixedRate(
            () -> calls.execute(() -> beat(delivery)),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> beats.cancel(false);
  }

  private void beat(Delivery delivery) {
    try {
      delivery.stillWorking();
    } catch (IOException e) {
      listener.on(new DeliveryFailed(delivery.message().task(), e));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    calls.shutdown();
  }
}
