package dev.vifte.app;

import dev.vifte.workers.image.Resize;
import java.time.Duration;
import java.time.InstantSource;

/// Makes small pictures on a thread of its own once a node has started, so that the JVM has
/// compiled what the first real ones need. The node works meanwhile, and stops without waiting for
/// it.
public final class Warming {
  private Warming() {}

  /// Begins, on a node that makes pictures.
  ///
  /// @param longest zero for not at all
  public static void begin(Role role, Duration longest) {
    if (role.worksOn(Resize.KIND) && longest.isPositive()) {
      Thread.ofPlatform().name("warm-up").daemon().start(() -> warmUp(longest));
    }
  }

  static void warmUp(Duration longest) {
    Resize.warmUp(longest, InstantSource.system());
  }
}
