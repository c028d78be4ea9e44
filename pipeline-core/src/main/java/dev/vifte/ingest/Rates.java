package dev.vifte.ingest;

import dev.vifte.pipeline.PipelineName;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How fast each pipeline takes what comes from outside. Safe for use by many threads.
final class Rates {
  static final Duration PERIOD = Duration.ofSeconds(1);

  private final RateLimiterConfig rules;
  private final RateLimiter unknown;
  private final ConcurrentMap<PipelineName, RateLimiter> known = new ConcurrentHashMap<>();

  Rates(int perSecond) {
    rules =
        RateLimiterConfig.custom()
            .limitForPeriod(perSecond)
            .limitRefreshPeriod(PERIOD)
            .timeoutDuration(Duration.ZERO)
            .build();
    unknown = RateLimiter.of("unknown", rules);
  }

  /// Whether one more may come in now for a pipeline that there is.
  boolean allow(PipelineName pipeline) {
    return known
        .computeIfAbsent(pipeline, name -> RateLimiter.of(name.value(), rules))
        .acquirePermission();
  }

  /// The same for all names that mean nothing: senders may make up any number of them.
  boolean allowUnknown() {
    return unknown.acquirePermission();
  }
}
