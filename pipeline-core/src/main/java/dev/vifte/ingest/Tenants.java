package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/// What each tenant is doing at this node's door. Safe for use by many threads.
final class Tenants {
  private final ConcurrentMap<TenantId, Tenant> known = new ConcurrentHashMap<>();
  private final int uploads;

  /// @param uploads of one tenant at once
  Tenants(int uploads) {
    this.uploads = uploads;
  }

  Tenant of(TenantId name, Share share) {
    return known.computeIfAbsent(name, _ -> new Tenant(name, uploads, share.perSecond()));
  }

  /// One of them.
  static final class Tenant {
    private final RateLimiter rate;
    private final Semaphore places;
    private final int uploads;

    private Tenant(TenantId name, int uploads, int perSecond) {
      this.uploads = uploads;
      this.places = new Semaphore(uploads);
      this.rate =
          RateLimiter.of(
              name.value(),
              RateLimiterConfig.custom()
                  .limitForPeriod(perSecond)
                  .limitRefreshPeriod(Duration.ofSeconds(1))
                  .timeoutDuration(Duration.ZERO)
                  .build());
    }

    /// Whether one more may come, of `perSecond` a second; another number counts from the next
    /// second on.
    boolean mayCome(int perSecond) {
      if (rate.getRateLimiterConfig().getLimitForPeriod() != perSecond) {
        rate.changeLimitForPeriod(perSecond);
      }
      return rate.acquirePermission();
    }

    boolean enter() {
      return places.tryAcquire();
    }

    void leave() {
      places.release();
    }

    int uploads() {
      return uploads;
    }
  }
}
