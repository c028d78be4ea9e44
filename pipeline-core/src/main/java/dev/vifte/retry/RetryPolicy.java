package dev.vifte.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential backoff with full jitter: before attempt n+1 wait a random time between zero and
/// `first × 2^(n-1)`, at most `longest`. Full jitter spreads a burst best; see
/// aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter.
///
/// @param attempts how often a task may be tried, the first time included
/// @param first upper bound of the first wait
/// @param longest upper bound of every wait
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  public static final RetryPolicy DEFAULTS =
      new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(30));

  public RetryPolicy {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("retry attempts must be 1 to 100, not " + attempts);
    }
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "backoff %s..%s is not valid; use 0 < first <= longest".formatted(first, longest));
    }
  }

  /// Whether a task that has failed `failures` times may be tried again.
  public boolean allowsAfter(int failures) {
    return failures < attempts;
  }

  /// The wait after the `failures`-th failure (from 1).
  public Duration delay(int failures, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(ceiling(failures).toMillis() + 1));
  }

  /// The longest the wait after the `failures`-th failure can be.
  public Duration ceiling(int failures) {
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, 30));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }

  /// The wait while something the task needs is down, which counts no attempt and is not tried
  /// often: the second half of the longest wait, 30 s at most.
  public Duration whileDown(RandomGenerator random) {
    long most = Math.min(longest.toMillis(), 30_000);
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }

  /// Starts the sentence `exponential(ofMillis(200), upTo(ofSeconds(30))).attempts(5)`.
  public static RetryPolicy exponential(Duration first, Duration upTo) {
    return new RetryPolicy(DEFAULTS.attempts, first, upTo);
  }

  /// Reads well as the second argument of [#exponential].
  public static Duration upTo(Duration longest) {
    return longest;
  }

  /// This policy with another number of attempts.
  public RetryPolicy attempts(int attempts) {
    return new RetryPolicy(attempts, first, longest);
  }
}
