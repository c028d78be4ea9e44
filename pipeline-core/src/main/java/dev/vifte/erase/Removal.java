package dev.vifte.erase;

import dev.vifte.job.Erasure.Removed;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.observe.Step;
import dev.vifte.queue.JobMessages;
import dev.vifte.queue.JobMessages.Discarded;
import dev.vifte.run.Cancelling;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Removes what there is of one job, as often as it is asked. The tombstone comes first: from then
/// on nothing of the job begins. Safe for use by many threads.
final class Removal {
  private final NodeContext node;
  private final Cancelling cancelling;

  Removal(NodeContext node, JobEnd end) {
    this.node = node;
    this.cancelling = new Cancelling(node, end);
  }

  /// What one look found.
  ///
  /// @param quiet nothing was left that could tell anything, and nobody works on the job
  record Found(Removed removed, boolean quiet) {
    static final Found NOTHING = new Found(Removed.NOTHING, true);

    Found and(Found more) {
      return new Found(removed.and(more.removed), quiet && more.quiet);
    }
  }

  /// The first time. Those who follow the job hear that it was cancelled, unless it had ended; its
  /// events, which name nobody, go with the first sweep.
  Removed remove(TenantId tenant, JobId job) throws IOException {
    var _ = cancelling.cancel(tenant, job);
    Removed removed = sweep(tenant, job, false).removed();
    node.steps().done(Step.ERASE_JOB);
    return removed.and(new Removed(1, 0, 0, 0, 0));
  }

  /// Any later time: what late writers left.
  Found sweep(TenantId tenant, JobId job) throws IOException {
    return sweep(tenant, job, true);
  }

  private Found sweep(TenantId tenant, JobId job, boolean withEvents) throws IOException {
    long records = node.backend().jobs().erase(job, node.clock().instant());
    node.steps().done(Step.ERASE_BURIED);
    node.running().cancel(job);
    Discarded messages =
        node.backend().queue() instanceof JobMessages queue
            ? queue.discard(job)
            : Discarded.NOTHING;
    long objects = 0;
    for (ObjectPrefix folder : folders(tenant, job)) {
      objects += node.backend().objects().erase(folder);
    }
    node.steps().done(Step.ERASE_OBJECTS);
    long events = withEvents ? node.backend().events().erase(job) : 0;
    return new Found(
        new Removed(0, records, objects, messages.removed(), events),
        records + objects + messages.removed() + messages.leased() == 0);
  }

  /// Where everything of a job lies.
  static List<ObjectPrefix> folders(TenantId tenant, JobId job) {
    return Stream.of("in", "out")
        .map(folder -> new ObjectKey(folder).child(tenant.value()).child(job.value()))
        .map(ObjectPrefix::under)
        .toList();
  }
}
