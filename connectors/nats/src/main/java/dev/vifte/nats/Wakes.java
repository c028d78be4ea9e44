package dev.vifte.nats;

import dev.vifte.queue.PoolName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Says that there is work at a place, to the pulls of this node and of all others. It is a hint: a
/// lost one costs a second, until the next glance. Safe for use by many threads.
final class Wakes implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  /// After a delay, so that the server has the message ready again.
  private static final Duration MARGIN = Duration.ofMillis(5);

  private final Link link;
  private final Layout layout;
  private final Ear ear;
  private final Map<PoolName, Bell> bells = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("nats-wakes").factory());

  Wakes(Link link, Layout layout) {
    this.link = link;
    this.layout = layout;
    this.ear =
        new Ear(link, wake -> WorkPlace.ofWakeSubject(wake.getSubject()).ifPresent(this::ring));
  }

  /// The bell of a pool; this node listens to its wake-ups from now on.
  Bell bell(PoolName pool) {
    return bells.computeIfAbsent(
        pool,
        name -> {
          ear.add(layout.wakeSubjects(name));
          return new Bell();
        });
  }

  boolean listensFor(PoolName pool) {
    return bells.containsKey(pool);
  }

  /// There is work at this place.
  void say(WorkPlace place) {
    ring(place);
    try {
      link.connection().publish(layout.wakeSubject(place), NOTHING);
    } catch (IllegalStateException e) {
      // not connected: whoever listens looks by itself when it is
    }
  }

  /// There will be work at this place.
  void sayAfter(WorkPlace place, Duration delay) {
    var _ = timer.schedule(() -> say(place), delay.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
  }

  /// There may be work at this place, for the pulls of this node only.
  void ring(WorkPlace place) {
    Optional.ofNullable(bells.get(place.pool())).ifPresent(bell -> bell.ring(place.place()));
  }

  /// There may be work at this place in a moment, for the pulls of this node only.
  void ringAfter(WorkPlace place, Duration delay) {
    var _ = timer.schedule(() -> ring(place), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Lets every waiting pull look around.
  void ringAll() {
    bells.values().forEach(Bell::ring);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    ear.close();
    ringAll();
  }
}
