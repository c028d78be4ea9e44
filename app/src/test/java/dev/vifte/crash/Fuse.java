package dev.vifte.crash;

import dev.vifte.observe.Step;
import dev.vifte.observe.Steps;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Halts the JVM at a durable step, as kill -9 would: nothing is closed, nothing flushed.
final class Fuse implements Steps {
  static final int HALTED = 137;
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<Step, AtomicInteger> left = new EnumMap<>(Step.class);

  Fuse() {
    for (Step step : Step.values()) {
      left.put(step, new AtomicInteger(NEVER));
    }
  }

  /// From now on the `pass`-th time that `step` is done is the last.
  void arm(Step step, int pass) {
    of(step).set(pass);
  }

  @Override
  public void done(Step step) {
    if (of(step).decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  private AtomicInteger of(Step step) {
    return left.getOrDefault(step, new AtomicInteger(NEVER));
  }
}
