package dev.vifte.reconcile;

import dev.vifte.job.Leases;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Whether this node is the one that does a certain upkeep. Where the job store knows no [Leases]
/// it always is: there is no other process. Safe for use by many threads.
public final class Leadership {
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private final NodeContext node;
  private final String name;
  private final Optional<Leases> leases;
  private final Duration length;
  private long renewed;
  private boolean held;
  private boolean resigned;

  /// @param name of the upkeep, and of its lease
  /// @param length after which another node takes over from one that is gone; two seconds at least
  public Leadership(NodeContext node, String name, Duration length) {
    this.node = node;
    this.name = name;
    this.leases =
        node.backend().jobs() instanceof Leases known ? Optional.of(known) : Optional.empty();
    this.length = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
  }

  /// Takes the lease or renews it; asked again soon, it answers without asking the store.
  public synchronized boolean leads() throws IOException {
    if (leases.isPresent() && !resigned && stale()) {
      renewed = System.nanoTime();
      held = false;
      held = leases.get().hold(name, node.node(), length);
    }
    return leases.isEmpty() || held;
  }

  /// Lets another node take over at once; this one does not come back.
  public synchronized void resign() throws IOException {
    resigned = true;
    held = false;
    if (leases.isPresent()) {
      // also when its last renewal broke off: it may stand
      leases.get().release(name, node.node());
    }
  }

  private boolean stale() {
    return !held || System.nanoTime() - renewed > length.toNanos() / 4;
  }
}
