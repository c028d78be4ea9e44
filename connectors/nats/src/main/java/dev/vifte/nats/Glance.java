package dev.vifte.nats;

import dev.vifte.nats.Snapshot.Counts;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all places once a second and rings for those that hold anything: what a lost wake-up, a
/// lease that ran out, a deleted consumer or a restarted server left behind is found here.
final class Glance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Glance.class);

  private final Link link;
  private final Snapshots snapshots;
  private final Consumers consumers;
  private final Wakes wakes;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("nats-glance").factory());
  private boolean started;
  private volatile boolean blind;

  Glance(Link link, Snapshots snapshots, Consumers consumers, Wakes wakes) {
    this.link = link;
    this.snapshots = snapshots;
    this.consumers = consumers;
    this.wakes = wakes;
  }

  /// Looks now, and every second from now on.
  synchronized void start() throws IOException {
    ring(snapshots.now());
    if (!started) {
      started = true;
      link.whenBack(() -> timer.execute(this::look));
      long period = Snapshots.AGE.toMillis();
      var _ = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    if (!link.connected()) {
      return;
    }
    try {
      ring(snapshots.recent());
      blind = false;
    } catch (RefusedException e) {
      refused(e);
    } catch (IOException | RuntimeException e) {
      tell(e);
    }
  }

  private void refused(RefusedException e) {
    if (e.code() != RefusedException.STREAM_NOT_FOUND) {
      tell(e);
      return;
    }
    try {
      consumers.restoreStream();
    } catch (IOException restoring) {
      tell(restoring);
    }
  }

  private void tell(Exception e) {
    if (!blind) {
      LOG.warn("cannot see what waits at NATS: {}; trying again every second", e.getMessage());
    }
    blind = true;
  }

  private void ring(Snapshot snapshot) {
    for (Map.Entry<WorkPlace, Counts> each : snapshot.places().entrySet()) {
      if (!each.getValue().isIdle()) {
        wakes.ring(each.getKey());
      }
    }
    snapshot
        .orphans()
        .keySet()
        .forEach(place -> {
          consumers.doubt(place);
          wakes.ring(place);
        });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
