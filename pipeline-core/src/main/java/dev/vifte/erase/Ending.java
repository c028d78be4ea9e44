package dev.vifte.erase;

import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.Versioned;
import dev.vifte.observe.Step;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.util.Optional;

/// The end of an erasure of which nothing is left.
final class Ending {
  private final NodeContext node;

  Ending(NodeContext node) {
    this.node = node;
  }

  void call(Versioned<Erasure> seen) throws IOException {
    Erasure ended = seen.value().at(Phase.DONE, node.clock().instant(), Optional.empty());
    if (node.backend().jobs().replace(seen, ended)) {
      node.steps().done(Step.ERASE_ENDED);
    }
  }
}
