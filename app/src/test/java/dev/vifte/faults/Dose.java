package dev.vifte.faults;

import java.time.Duration;

/// How much of it.
///
/// @param uploads files
/// @param perSecond at most
/// @param lease of every node
/// @param outage how long a store is away
/// @param backlog tasks in the queue
/// @param bounded whether there are bounds on time and waste: not where others use the machine, too
record Dose(
    int uploads, int perSecond, Duration lease, Duration outage, int backlog, boolean bounded) {
  static final Dose USUAL =
      new Dose(80, 8, Duration.ofSeconds(5), Duration.ofSeconds(20), 20_000, true);

  /// For every build.
  static final Dose SMALL =
      new Dose(30, 10, Duration.ofSeconds(3), Duration.ofSeconds(6), 2_000, false);

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
