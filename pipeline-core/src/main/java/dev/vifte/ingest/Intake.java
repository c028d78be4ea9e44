package dev.vifte.ingest;

import dev.vifte.job.TenantId;
import dev.vifte.queue.Backlog;
import dev.vifte.run.NodeContext;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/// Whether another upload may come in, decided before its body is read: what is accepted is
/// finished, so what cannot be is not accepted. Safe for use by many threads.
public final class Intake {
  private final NodeContext node;
  private final Limits limits;
  private final Semaphore uploads;
  private final ConcurrentMap<TenantId, RateLimiter> rates = new ConcurrentHashMap<>();
  private volatile Snapshot snapshot = new Snapshot(0, false);

  /// How much may come in.
  ///
  /// @param uploads at once on this node
  /// @param perTenant jobs a second of one tenant
  /// @param fullAt part of the queue's bytes at which intake stops; the rest is for successors
  public record Limits(int uploads, int perTenant, double fullAt) {
    public static final Limits DEFAULTS = new Limits(64, 500, 0.7);

    public Limits {
      if (uploads < 1 || perTenant < 1 || !(fullAt > 0 && fullAt <= 1)) {
        throw new IllegalArgumentException(
            "intake limits must be: uploads >= 1, per tenant >= 1, 0 < full at <= 1");
      }
    }
  }

  private record Snapshot(long takenNanos, boolean full) {}

  /// The answer at the door.
  public sealed interface Answer {
    /// Come in; close when the upload is over.
    record Welcome(Place place) implements Answer {}

    /// This tenant sends more than its share.
    record TooManyRequests(String why, Duration retryAfter) implements Answer {}

    /// Nobody can come in now.
    record Unavailable(String why, Duration retryAfter) implements Answer {}
  }

  /// A place for one upload; closing gives it back.
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  public Intake(NodeContext node, Limits limits) {
    this.node = node;
    this.limits = limits;
    this.uploads = new Semaphore(limits.uploads());
  }

  /// Asks for a place for one upload.
  public Answer ask(TenantId tenant) throws IOException {
    if (full()) {
      return new Answer.Unavailable(
          "the queue is full; it drains by itself, send the file again later",
          jittered(Duration.ofSeconds(5)));
    }
    if (!rate(tenant).acquirePermission()) {
      return new Answer.TooManyRequests(
          "more than %d uploads in a second; send them more slowly (intake.per-tenant)"
              .formatted(limits.perTenant()),
          jittered(Duration.ofSeconds(1)));
    }
    if (!uploads.tryAcquire()) {
      return new Answer.Unavailable(
          "%d uploads are coming in already (intake.uploads); send the file again later"
              .formatted(limits.uploads()),
          jittered(Duration.ofSeconds(2)));
    }
    return new Answer.Welcome(uploads::release);
  }

  private RateLimiter rate(TenantId tenant) {
    return rates.computeIfAbsent(
        tenant,
        name ->
            RateLimiter.of(
                name.value(),
                RateLimiterConfig.custom()
                    .limitForPeriod(limits.perTenant())
                    .limitRefreshPeriod(Duration.ofSeconds(1))
                    .timeoutDuration(Duration.ZERO)
                    .build()));
  }

  /// The fill of the queue, looked at once a second at most.
  private boolean full() throws IOException {
    long now = System.nanoTime();
    if (snapshot.takenNanos() == 0 || now - snapshot.takenNanos() > 1_000_000_000L) {
      snapshot = new Snapshot(now, filled());
    }
    return snapshot.full();
  }

  private boolean filled() throws IOException {
    Optional<Backlog> any = Optional.empty();
    for (var kind : node.pipelines().kinds()) {
      any = Optional.of(node.backend().queue().backlog(dev.vifte.run.Pipelines.pool(kind)));
      break;
    }
    return any.filter(b -> b.bytes() >= b.limit() * limits.fullAt()).isPresent();
  }

  private Duration jittered(Duration wait) {
    return wait.plusMillis(node.random().nextLong(wait.toMillis() / 5 + 1));
  }
}
