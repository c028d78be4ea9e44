package dev.vifte.run;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TenantId;
import dev.vifte.job.Versioned;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Cancels jobs: what waits is never started, what runs is interrupted (here at once, on other
/// nodes within a beat), and its results are not kept. Safe for use by many threads.
public final class Cancelling {
  private static final int TRIES = 10;

  private final NodeContext node;
  private final JobEnd end;

  public Cancelling(NodeContext node, JobEnd end) {
    this.node = node;
    this.end = end;
  }

  /// Cancels a job that has not ended. Returns the job as it is now; empty when the tenant has none
  /// of this id.
  public Optional<JobRecord> cancel(TenantId tenant, JobId id) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Versioned<JobRecord>> seen = read(id).filter(v -> v.value().tenant().equals(tenant));
      if (seen.isEmpty() || seen.get().value().state().ended()) {
        return seen.map(Versioned::value);
      }
      Instant now = node.clock().instant();
      JobRecord cancelled =
          seen.get()
              .value()
              .in(JobState.CANCELLED, now, Optional.of(now.plus(node.limits().grace())))
              .because("cancelled by request");
      if (node.backend().jobs().replace(seen.get(), cancelled)) {
        node.running().cancel(id);
        tell(cancelled);
        return Optional.of(cancelled);
      }
    }
    throw new IOException("job %s changes too fast to be cancelled; try again".formatted(id));
  }

  /// What cannot be told now the reconciler tells: the record is due.
  private void tell(JobRecord cancelled) {
    try {
      end.cancelled(cancelled);
    } catch (IOException e) {
      node.listener().on(new NodeTroubled(e));
    }
  }

  private Optional<Versioned<JobRecord>> read(JobId id) throws IOException {
    RecordKey key = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof JobRecord job
        ? Optional.of(new Versioned<>(key, job, found.version()))
        : Optional.empty();
  }
}
