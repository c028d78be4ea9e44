package dev.vifte.run;

import dev.vifte.object.ObjectKey;
import dev.vifte.observe.PipelineEvent.BreakerChanged;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.Slots;
import dev.vifte.stage.Stage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Stops a pool from pulling while what it depends on is down, and lets it go on by itself: after a
/// while the node sends its own cheap probe, never a user's task. Other pools are not touched. Safe
/// for use by many threads.
final class PoolBreaker {
  private static final CircuitBreakerConfig RULES =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(10)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(2))
          .permittedNumberOfCallsInHalfOpenState(1)
          .automaticTransitionFromOpenToHalfOpenEnabled(true)
          .build();

  private static final ObjectKey PROBE = new ObjectKey("probe");

  private final NodeContext node;
  private final PoolName pool;
  private final Slots slots;
  private final Supplier<List<Stage>> stages;
  private final CircuitBreaker breaker;

  PoolBreaker(NodeContext node, PoolName pool, Slots slots, Supplier<List<Stage>> stages) {
    this.node = node;
    this.pool = pool;
    this.slots = slots;
    this.stages = stages;
    this.breaker = CircuitBreaker.of(pool.value(), RULES);
    breaker
        .getEventPublisher()
        .onStateTransition(e -> changed(e.getStateTransition().getToState()));
  }

  /// An attempt found everything it depends on.
  void up() {
    if (breaker.getState() == State.CLOSED) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  /// An attempt found something down.
  void down(String what) {
    if (breaker.getState() == State.CLOSED) {
      breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(what));
    }
  }

  /// The node's own store is down, which no pool can do without: opens at once.
  void storeDown() {
    if (breaker.getState() == State.CLOSED) {
      breaker.transitionToOpenState();
    }
  }

  /// Whether something the pool depends on is known to be down.
  boolean isOpen() {
    return breaker.getState() != State.CLOSED;
  }

  private void changed(State state) {
    node.listener().on(new BreakerChanged(pool, state.name()));
    switch (state) {
      case OPEN -> slots.pause();
      case CLOSED -> slots.resume();
      case HALF_OPEN -> Thread.ofVirtual().name("probe-" + pool).start(this::probe);
      default -> throw new IllegalStateException("breaker " + pool + " is never " + state);
    }
  }

  private void probe() {
    if (!breaker.tryAcquirePermission()) {
      return;
    }
    try {
      var _ = node.backend().objects().head(PROBE);
      for (Stage stage : stages.get()) {
        stage.probe();
      }
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    } catch (Exception e) {
      breaker.onError(0, TimeUnit.NANOSECONDS, e);
    }
  }
}
