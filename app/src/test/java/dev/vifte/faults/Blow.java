package dev.vifte.faults;

import java.time.Duration;
import java.util.Locale;

/// One thing that is done in a trial, and undone after a while.
///
/// @param at since the first upload
/// @param target a process, a disk, a way of the proxy or a stream; `leader` is the NATS server
///   that leads the queue by then
/// @param lasts until it is undone
record Blow(Duration at, Deed deed, String target, Duration lasts) {
  static Blow at(double seconds, Deed deed, String target) {
    return new Blow(millis(seconds), deed, target, Duration.ZERO);
  }

  Blow lasting(double seconds) {
    return new Blow(at, deed, target, millis(seconds));
  }

  /// When it is undone, since the first upload.
  Duration over() {
    return at.plus(lasts);
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  /// One line of a script.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6.1f s  %s %s%s",
        at.toMillis() / 1000.0,
        deed.word(),
        target,
        lasts.isZero() ? "" : String.format(Locale.ROOT, " for %.1f s", lasts.toMillis() / 1000.0));
  }
}
