package dev.vifte.queue;

import java.time.Duration;

/// What a pool wants delivered.
///
/// @param lease how long a delivery stays with its receiver without a sign of life
public record PoolSubscription(PoolName pool, Duration lease) {
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);
}
