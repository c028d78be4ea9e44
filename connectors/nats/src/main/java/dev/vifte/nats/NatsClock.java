package dev.vifte.nats;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servers' time, so that nodes with different clocks agree: read from a server now and then,
/// counted on by this machine's monotonic clock. It never goes back: when a server is behind, it
/// goes at half speed until they meet. Safe for use by many threads.
final class NatsClock implements InstantSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NatsClock.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(2);

  /// Times this close are left as they are, so that measuring does not make time jump.
  private static final Duration CLOSE = Duration.ofMillis(20);

  private final InstantSource local;
  private final LongSupplier nanoTime;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Reading reading;
  private boolean measured;
  private boolean warned;

  /// @param local this machine's clock, asked only to warn when it is wrong
  /// @param nanoTime in production [System#nanoTime]
  NatsClock(InstantSource local, LongSupplier nanoTime) {
    this.local = local;
    this.nanoTime = nanoTime;
    this.reading = new Reading(nanoTime.getAsLong(), local.instant(), Duration.ZERO);
  }

  /// Where the time is to be had.
  @FunctionalInterface
  interface Server {
    Instant time() throws IOException;
  }

  /// What the time was at a moment of the monotonic clock.
  ///
  /// @param ahead how far we were ahead of it
  private record Reading(long nanos, Instant time, Duration ahead) {
    Instant at(long now) {
      Duration since = Duration.ofNanos(now - nanos);
      Duration left = ahead.minus(since.dividedBy(2));
      return time.plus(since).plus(left.isNegative() ? Duration.ZERO : left);
    }
  }

  @Override
  public Instant instant() {
    return reading.at(nanoTime.getAsLong());
  }

  /// Reads the time now, and again every 30 seconds.
  void follow(Server server) throws IOException {
    measure(server);
    var _ = Thread.ofVirtual().name("nats-clock").start(() -> repeat(server));
  }

  /// Reads the server's time and goes on from there.
  synchronized void measure(Server server) throws IOException {
    long before = nanoTime.getAsLong();
    Instant theirs = server.time();
    long after = nanoTime.getAsLong();
    // they read it somewhere in between
    Duration half = Duration.ofNanos((after - before) / 2);
    Instant now = theirs.plus(half);
    Duration ahead = Duration.between(now, reading.at(after));
    if (!measured) {
      reading = new Reading(after, now, Duration.ZERO);
    } else if (ahead.abs().compareTo(half.plus(CLOSE)) > 0) {
      reading = new Reading(after, now, ahead.isNegative() ? Duration.ZERO : ahead);
    }
    measured = true;
    warn(Duration.between(local.instant(), now));
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private void repeat(Server server) {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        safely(server);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void safely(Server server) {
    try {
      measure(server);
    } catch (IOException e) {
      LOG.debug("the time could not be read from NATS: {}", e.getMessage());
    }
  }

  private void warn(Duration behind) {
    boolean far = behind.abs().compareTo(WORTH_A_WARNING) > 0;
    if (far && !warned) {
      LOG.warn(
          "this machine's clock is {} ms {} that of NATS; times are taken from NATS, and the clock"
              + " should be set (NTP)",
          behind.abs().toMillis(),
          behind.isNegative() ? "ahead of" : "behind");
    }
    warned = far;
  }
}
