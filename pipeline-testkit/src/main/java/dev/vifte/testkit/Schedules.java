package dev.vifte.testkit;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Runs a property over many seeded random schedules. A failure names its seed; put the seed into a
/// test of its own beside the fix.
///
/// ```java
/// Schedules.run(50, random -> noMessageIsLost(random));
/// ```
public final class Schedules {
  private static final long FIRST_SEED = 1;

  private Schedules() {}

  /// A property: throws when it does not hold.
  @FunctionalInterface
  public interface Property {
    void holds(RandomGenerator random) throws Exception;
  }

  /// Runs the property with the seeds 1 to `count`.
  public static void run(int count, Property property) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
      withSeed(seed, property);
    }
  }

  /// Runs the property with one seed.
  public static void withSeed(long seed, Property property) {
    try {
      property.holds(new Random(seed));
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "fails with Schedules.withSeed(%d, …): %s".formatted(seed, e.getMessage()), e);
    }
  }
}
