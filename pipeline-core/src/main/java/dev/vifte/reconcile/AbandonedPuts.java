package dev.vifte.reconcile;

import dev.vifte.object.Leftovers;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Clears what crashes in the middle of a put have left in the store, once an hour; only what is a
/// day old, so that no upload is that long under way.
final class AbandonedPuts {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration AGE = Duration.ofHours(24);

  private final NodeContext node;
  private Instant next = Instant.MIN;

  AbandonedPuts(NodeContext node) {
    this.node = node;
  }

  void clear() throws IOException {
    Instant now = node.clock().instant();
    if (now.isBefore(next) || !(node.backend().objects() instanceof Leftovers leftovers)) {
      return;
    }
    next = now.plus(EVERY);
    int _ = leftovers.clearLeftovers(AGE);
  }
}
