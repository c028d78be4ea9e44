package dev.vifte.loadtest.broker;

import dev.vifte.loadtest.peers.NoOps;

/// Jobs that do nothing through another product: a message each, and that it was done.
final class PeerJobs implements Contender {
  private final String what;
  private final String who;
  private final Rate rate;

  /// One round.
  @FunctionalInterface
  private interface Rate {
    double measure() throws Exception;
  }

  private PeerJobs(String what, String who, Rate rate) {
    this.what = what;
    this.who = who;
    this.rate = rate;
  }

  /// BullMQ on a Redis that writes through when `always`, else each second.
  static Contender bullmq(NoOps peers, boolean always) {
    return new PeerJobs(
        RecordedJobs.what(always, 1), "BullMQ", () -> peers.bullmq(10_000, fsync(always)));
  }

  /// Celery, likewise.
  static Contender celery(NoOps peers, boolean always) {
    return new PeerJobs(
        RecordedJobs.what(always, 1), "Celery", () -> peers.celery(1_000, fsync(always)));
  }

  private static String fsync(boolean always) {
    return always ? "always" : "everysec";
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public String who() {
    return who;
  }

  @Override
  public double perSecond() throws Exception {
    return rate.measure();
  }
}
