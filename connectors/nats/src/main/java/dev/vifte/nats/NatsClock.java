package dev.vifte.nats;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servers' time: this machine's, shifted by what was measured, so that nodes with different
/// clocks agree. Safe for use by many threads.
final class NatsClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(NatsClock.class);
  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(2);

  /// Clocks this close are left as they are, so that measuring does not make time jump.
  private static final Duration CLOSE = Duration.ofMillis(20);

  private final InstantSource local;
  private volatile Duration shift = Duration.ZERO;
  private volatile boolean warned;

  NatsClock(InstantSource local) {
    this.local = local;
  }

  @Override
  public Instant instant() {
    return local.instant().plus(shift);
  }

  /// This machine's own time, for the two ends of a measurement.
  Instant localInstant() {
    return local.instant();
  }

  /// Takes note of a server's time, read somewhere between two moments of this machine.
  void heard(Instant before, Instant server, Instant after) {
    Duration took = Duration.between(before, after);
    Duration measured = Duration.between(before.plus(took.dividedBy(2)), server);
    Duration sure = took.dividedBy(2).plus(CLOSE);
    if (measured.minus(shift).abs().compareTo(sure) > 0) {
      shift = measured;
    }
    warn();
  }

  private void warn() {
    boolean far = shift.abs().compareTo(WORTH_A_WARNING) > 0;
    if (far && !warned) {
      LOG.warn(
          "this machine's clock is {} ms {} that of NATS; times are taken from NATS, and the clock"
              + " should be set (NTP)",
          shift.abs().toMillis(),
          shift.isNegative() ? "ahead of" : "behind");
    }
    warned = far;
  }
}
