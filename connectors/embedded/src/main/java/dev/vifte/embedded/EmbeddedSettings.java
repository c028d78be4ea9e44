package dev.vifte.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// How to open the embedded backend.
///
/// @param folder where it is kept; empty for one in memory whose objects lie in a temporary folder
///   until it is closed
/// @param maxQueueBytes how much the queue may hold
/// @param clock what leases and delays go by
public record EmbeddedSettings(Optional<Path> folder, long maxQueueBytes, InstantSource clock) {
  /// 1 GiB: some three million tasks.
  public static final long DEFAULT_QUEUE_BYTES = 1L << 30;

  public EmbeddedSettings {
    if (maxQueueBytes < 1) {
      throw new IllegalArgumentException(
          "the queue must be allowed at least 1 byte, not " + maxQueueBytes);
    }
  }

  /// Durable, in a folder that is made when it is missing.
  public static EmbeddedSettings in(Path folder) {
    return new EmbeddedSettings(Optional.of(folder), DEFAULT_QUEUE_BYTES, InstantSource.system());
  }

  /// Gone when it is closed.
  public static EmbeddedSettings inMemory() {
    return new EmbeddedSettings(Optional.empty(), DEFAULT_QUEUE_BYTES, InstantSource.system());
  }

  public EmbeddedSettings maxQueueBytes(long bytes) {
    return new EmbeddedSettings(folder, bytes, clock);
  }

  public EmbeddedSettings clock(InstantSource source) {
    return new EmbeddedSettings(folder, maxQueueBytes, source);
  }
}
