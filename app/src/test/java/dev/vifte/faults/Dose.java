package dev.vifte.faults;

import java.time.Duration;

/// How much of it.
///
/// @param uploads files
/// @param perSecond at most
/// @param lease of every node
/// @param outage how long a store is away
/// @param backlog tasks in the queue
record Dose(int uploads, int perSecond, Duration lease, Duration outage, int backlog) {
  static final Dose USUAL = new Dose(80, 8, Duration.ofSeconds(5), Duration.ofSeconds(20), 20_000);

  /// For every build.
  static final Dose SMALL = new Dose(30, 10, Duration.ofSeconds(3), Duration.ofSeconds(6), 2_000);

  /// In so many leases whatever mends has mended.
  private static final int MENDED = 9;

  double leaseSeconds() {
    return lease.toMillis() / 1000.0;
  }

  /// How long a control is waited for: what is not mended by then is lost.
  Duration mended() {
    return lease.multipliedBy(MENDED);
  }
}
