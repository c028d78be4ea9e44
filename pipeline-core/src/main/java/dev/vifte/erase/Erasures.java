package dev.vifte.erase;

import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.Erasure.Target;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TenantId;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.observe.Step;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Erases jobs with all they left. An [Erasure] is on record before anything goes; whoever begins
/// it does what can be done at once, and the reconciler brings it to its end. Safe for use by many
/// threads.
public final class Erasures {
  private final NodeContext node;
  private final Course course;

  public Erasures(NodeContext node, JobEnd end) {
    this.node = node;
    this.course = new Course(node, new Removal(node, end), new Ending(node));
  }

  /// Erases a job: when this returns nothing of it can be seen any more, and nothing of it begins.
  /// What a late writer still leaves is swept later. Asked again it does no harm.
  ///
  /// @return empty when the tenant has, and had, no such job
  public Optional<Erasure> job(TenantId tenant, JobId id) throws IOException {
    RecordKey key = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    if (found != null && found.value() instanceof JobRecord job && job.tenant().equals(tenant)) {
      Versioned<Erasure> begun = begin(tenant, new OneJob(id));
      course.goOn(begun);
      return find(tenant, begun.value().id());
    }
    return found != null && found.value() instanceof Tombstone
        ? find(tenant, Erasure.idOf(new OneJob(id)))
        : Optional.empty();
  }

  /// An erasure of a tenant, by its id.
  public Optional<Erasure> find(TenantId tenant, JobId id) throws IOException {
    return read(RecordKey.of(id)).map(Versioned::value).filter(e -> e.tenant().equals(tenant));
  }

  /// Goes on with an erasure that is due.
  public void goOn(Versioned<Erasure> due) throws IOException {
    course.goOn(due);
  }

  /// The erasure of a target, on record. One that had ended begins anew: a restored backup may have
  /// brought its target back.
  private Versioned<Erasure> begin(TenantId tenant, Target target) throws IOException {
    Instant now = node.clock().instant();
    Erasure fresh =
        Erasure.begin(tenant, target, now)
            .at(Phase.REMOVING, now, Optional.of(now.plus(node.limits().lease())));
    RecordKey key = RecordKey.of(fresh.id());
    boolean news = node.backend().jobs().create(key, fresh);
    Versioned<Erasure> seen = read(key).orElseThrow(() -> lost(key));
    if (!news && seen.value().phase().ended()) {
      boolean _ = node.backend().jobs().replace(seen, fresh);
      seen = read(key).orElseThrow(() -> lost(key));
    }
    node.steps().done(Step.ERASE_RECORDED);
    return seen;
  }

  private static IOException lost(RecordKey key) {
    return new IOException("the record of the erasure %s is gone".formatted(key));
  }

  private Optional<Versioned<Erasure>> read(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof Erasure erasure
        ? Optional.of(new Versioned<>(key, erasure, found.version()))
        : Optional.empty();
  }
}
