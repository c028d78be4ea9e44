package dev.vifte.imaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When to give up. Asked in every decode and resample loop, at least once a row or 4 KiB of input,
/// so an answer must be cheap. Called from the rendering thread only.
@FunctionalInterface
public interface Deadline {
  /// Whether the work must stop now.
  boolean expired();

  /// Never gives up.
  static Deadline never() {
    return () -> false;
  }

  /// Gives up `allowed` from now, by `clock`.
  static Deadline after(Duration allowed, InstantSource clock) {
    Instant end = clock.instant().plus(allowed);
    return () -> clock.instant().isAfter(end);
  }

  /// Throws [ImageRefused] with reason `TIMEOUT` once [#expired].
  default void check() throws ImageRefused {
    if (expired()) {
      throw new ImageRefused(
          ImageRefused.Reason.TIMEOUT,
          "The picture takes too long to render; send a smaller or simpler one, or allow more time");
    }
  }
}
