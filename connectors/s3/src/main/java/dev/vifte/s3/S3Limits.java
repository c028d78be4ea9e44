package dev.vifte.s3;

import java.time.Duration;

/// How many requests at once, and how patient.
///
/// @param work requests at once for reading, listing and small objects
/// @param uploads parts of large objects at once; apart from `work`, so that neither waits for the
///   other
/// @param connect how long a connection may take to be made
/// @param silence how long nothing may come or go on a connection
/// @param call how long one request may take as a whole, the reading of an object excepted
public record S3Limits(int work, int uploads, Duration connect, Duration silence, Duration call) {
  /// 64, 32, 5 s, 30 s, 5 min.
  public static final S3Limits DEFAULTS =
      new S3Limits(64, 32, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5));

  public S3Limits {
    if (work < 1 || uploads < 1) {
      throw new IllegalArgumentException(
          "S3 requests at once must be at least 1, not %d and %d".formatted(work, uploads));
    }
    requirePositive(connect, "connect");
    requirePositive(silence, "silence");
    requirePositive(call, "call");
  }

  private static void requirePositive(Duration time, String what) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the %s time of S3 must be at least 1 ms, not %s".formatted(what, time));
    }
  }
}
