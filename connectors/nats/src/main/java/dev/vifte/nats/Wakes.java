package dev.vifte.nats;

import dev.vifte.queue.PoolName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Says that there is work at a place, to the pulls of this node and of all others. It is a hint: a
/// lost one costs a second, until the next glance. Safe for use by many threads.
final class Wakes implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  /// After a delay, so that the server has the message ready again.
  private static final Duration MARGIN = Duration.ofMillis(5);

  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Link link;
  private final Layout layout;
  private final Ear ear;
  private final Map<PoolName, Bell> bells = new ConcurrentHashMap<>();
  private final Map<WorkPlace, Pause> pauses = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("nats-wakes").factory());

  /// After others were told of a place.
  private enum Pause {
    SAID,
    SAID_MORE
  }

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

  /// There is work at this place. Others hear of a place at most every few milliseconds, and once
  /// more after the last time.
  void say(WorkPlace place) {
    ring(place);
    if (pauses.merge(place, Pause.SAID, (_, _) -> Pause.SAID_MORE) == Pause.SAID) {
      tellOthers(place);
      after(PAUSE, () -> endPause(place));
    }
  }

  /// There will be work at this place.
  void sayAfter(WorkPlace place, Duration delay) {
    after(delay.plus(MARGIN), () -> say(place));
  }

  /// There may be work at this place, for the pulls of this node only.
  void ring(WorkPlace place) {
    Optional.ofNullable(bells.get(place.pool())).ifPresent(bell -> bell.ring(place.place()));
  }

  /// There may be work at this place in a moment, for the pulls of this node only.
  void ringAfter(WorkPlace place, Duration delay) {
    after(delay, () -> ring(place));
  }

  /// Lets every waiting pull look around.
  void ringAll() {
    bells.values().forEach(Bell::ring);
  }

  private void endPause(WorkPlace place) {
    if (pauses.remove(place) == Pause.SAID_MORE) {
      say(place);
    }
  }

  private void tellOthers(WorkPlace place) {
    try {
      link.connection().publish(layout.wakeSubject(place), NOTHING);
    } catch (IllegalStateException e) {
      // not connected: whoever listens looks by itself when it is
    }
  }

  private void after(Duration delay, Runnable what) {
    try {
      var _ = timer.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // closed: others look by themselves
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    ear.close();
    ringAll();
  }
}
