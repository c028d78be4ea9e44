package dev.vifte.erase;

import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.Erasure.Removed;
import dev.vifte.job.Erasure.Target;
import dev.vifte.job.JobId;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Scrubbing;
import dev.vifte.job.Versioned;
import dev.vifte.observe.Step;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The course of an erasure: remove, sweep until two sweeps in a row have found nothing, tell the
/// customer's hooks, leave a receipt. Every step may be done again, by any node; who loses a
/// compare-and-set leaves the rest to the other.
final class Course {
  private final NodeContext node;
  private final Targets targets;
  private final Removal removal;
  private final Ending ending;

  Course(NodeContext node, Removal removal, Ending ending) {
    this.node = node;
    this.targets = new Targets(node.backend().jobs());
    this.removal = removal;
    this.ending = ending;
  }

  /// Goes on from where an erasure stands, as far as that is possible now.
  void goOn(Versioned<Erasure> seen) throws IOException {
    switch (seen.value().phase()) {
      case REMOVING -> remove(seen);
      case SWEEPING, QUIET -> sweep(seen);
      case CALLING -> ending.call(seen);
      case DONE, INCOMPLETE -> {}
    }
  }

  /// Whether every job of a target was removed once.
  boolean isOver(Target target) throws IOException {
    return targets.left(target).isEmpty();
  }

  /// Says now and then how far it is, which also keeps others from beginning the same.
  private void remove(Versioned<Erasure> begun) throws IOException {
    Versioned<Erasure> seen = begun;
    Instant tell = node.clock().instant().plus(node.limits().beat());
    Removed removed = Removed.NOTHING;
    for (JobId job : targets.left(seen.value().target())) {
      removed = removed.and(removal.remove(seen.value().tenant(), job));
      targets.removed(seen.value().target(), job, node.clock().instant());
      if (!node.clock().instant().isBefore(tell)) {
        Optional<Versioned<Erasure>> told = write(seen, Phase.REMOVING, removed);
        if (told.isEmpty()) {
          return;
        }
        seen = told.get();
        removed = Removed.NOTHING;
        tell = node.clock().instant().plus(node.limits().beat());
      }
    }
    if (write(seen, Phase.SWEEPING, removed).isPresent()) {
      node.steps().done(Step.ERASE_REMOVED);
    }
  }

  private void sweep(Versioned<Erasure> seen) throws IOException {
    Removal.Found found = Removal.Found.NOTHING;
    for (JobId job : targets.of(seen.value().target())) {
      found = found.and(removal.sweep(seen.value().tenant(), job));
    }
    Phase next = next(seen.value().phase(), found.quiet());
    if (next == Phase.CALLING) {
      scrub();
    }
    Optional<Versioned<Erasure>> now = write(seen, next, found.removed());
    node.steps().done(Step.ERASE_SWEPT);
    if (now.isPresent() && next == Phase.CALLING) {
      ending.call(now.get());
    }
  }

  private static Phase next(Phase phase, boolean quiet) {
    if (!quiet) {
      return Phase.SWEEPING;
    }
    return phase == Phase.QUIET ? Phase.CALLING : Phase.QUIET;
  }

  /// Once, when nothing is left to remove: it takes long where much is stored, and does the same
  /// for all that was erased until then.
  private void scrub() throws IOException {
    if (node.backend().jobs() instanceof Scrubbing store) {
      store.scrub();
    }
  }

  /// A lease from now another look: by then whoever wrote late has stopped.
  private Optional<Versioned<Erasure>> write(Versioned<Erasure> seen, Phase next, Removed more)
      throws IOException {
    Instant now = node.clock().instant();
    Erasure erasure =
        seen.value().removing(more).at(next, now, Optional.of(now.plus(node.limits().lease())));
    return node.backend().jobs().replace(seen, erasure) ? read(seen.key()) : Optional.empty();
  }

  private Optional<Versioned<Erasure>> read(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof Erasure erasure
        ? Optional.of(new Versioned<>(key, erasure, found.version()))
        : Optional.empty();
  }
}
