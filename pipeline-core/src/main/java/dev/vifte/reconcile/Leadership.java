package dev.vifte.reconcile;

import dev.vifte.job.Leases;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Whether this node is the one that reconciles. Where the job store knows no [Leases] it always
/// is: there is no other process. Safe for use by many threads.
final class Leadership {
  private static final String LEASE = "reconciler";
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private final NodeContext node;
  private final Optional<Leases> leases;
  private final Duration length;
  private long renewed;
  private boolean held;
  private boolean resigned;

  Leadership(NodeContext node) {
    this.node = node;
    this.leases =
        node.backend().jobs() instanceof Leases known ? Optional.of(known) : Optional.empty();
    Duration rounds = node.limits().reconcile().multipliedBy(5);
    this.length = rounds.compareTo(SHORTEST) < 0 ? SHORTEST : rounds;
  }

  /// Takes the lease or renews it; asked again soon, it answers without asking the store.
  synchronized boolean leads() throws IOException {
    if (leases.isPresent() && !resigned && stale()) {
      renewed = System.nanoTime();
      held = false;
      held = leases.get().hold(LEASE, node.node(), length);
    }
    return leases.isEmpty() || held;
  }

  /// Lets another node take over at once; this one does not come back.
  synchronized void resign() throws IOException {
    resigned = true;
    if (held) {
      held = false;
      leases.orElseThrow().release(LEASE, node.node());
    }
  }

  private boolean stale() {
    return !held || System.nanoTime() - renewed > length.toNanos() / 4;
  }
}
