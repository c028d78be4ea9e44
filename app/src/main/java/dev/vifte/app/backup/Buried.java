package dev.vifte.app.backup;

import dev.vifte.Backend;
import dev.vifte.Json;
import dev.vifte.erase.Receipt;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.JobId;
import dev.vifte.job.JobNote;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Scrubbing;
import dev.vifte.job.Subject;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps in a state that comes back what was erased since from coming with it: tombstones over its
/// records before any of its objects would be put, and a receipt, by which the first node that
/// starts does the whole erasure once more. Used by one thread.
final class Buried {
  private static final PutOptions ONCE = PutOptions.once(new MediaType("application/json"));

  private final Backend backend;
  private final Gone gone;
  private final Instant now;
  private final Set<JobId> jobs = new HashSet<>();

  Buried(Backend backend, Gone gone, Instant now) {
    this.backend = backend;
    this.gone = gone;
    this.now = now;
  }

  /// Buries everything that the state knows of.
  void bury() throws IOException {
    buryAll();
    if (backend.jobs() instanceof Scrubbing store) {
      store.scrub();
    }
  }

  private void buryAll() throws IOException {
    for (Erasure each : gone.all()) {
      switch (each.target()) {
        case OneJob(JobId job) -> bury(each.tenant(), job);
        case Person(Subject subject) -> {
          byte[] receipt = Json.bytes(Receipt.of(each));
          var _ = backend.objects().put(Receipt.key(each), new ByteArrayInputStream(receipt), ONCE);
          for (JobId job : about(subject)) {
            bury(each.tenant(), job);
          }
        }
      }
    }
  }

  private List<JobId> about(Subject subject) throws IOException {
    return backend.jobs().keys(SubjectJob.group(subject)).stream()
        .map(key -> new JobId(key.part().substring(key.part().indexOf('/') + 1)))
        .toList();
  }

  private void bury(TenantId tenant, JobId job) throws IOException {
    if (jobs.add(job)) {
      long _ = backend.jobs().erase(job, now);
      for (ObjectPrefix each : folders(tenant, job)) {
        long _ = backend.objects().erase(each);
      }
    }
  }

  private static List<ObjectPrefix> folders(TenantId tenant, JobId job) {
    return Stream.of("in", "out")
        .map(folder -> new ObjectKey(folder).child(tenant.value()).child(job.value()))
        .map(ObjectPrefix::under)
        .toList();
  }

  /// Whether an object may come back. Inputs come before outputs, so a job that only the note of
  /// its input tells of is known by then.
  boolean spares(ObjectLine line) throws IOException {
    Optional<JobRecord> noted = line.note().flatMap(Buried::job);
    if (noted.isPresent() && isGone(noted.get())) {
      bury(noted.get().tenant(), noted.get().id());
    }
    return jobOf(line.key()).filter(jobs::contains).isEmpty();
  }

  /// Empty for what is no job's, though somebody may have put it there.
  private static Optional<JobId> jobOf(ObjectKey key) {
    String[] parts = key.value().split("/", -1);
    boolean ofJob = parts.length >= 4 && (parts[0].equals("in") || parts[0].equals("out"));
    try {
      return ofJob ? Optional.of(new JobId(parts[2])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isGone(JobRecord job) {
    return job.subject().filter(subject -> gone.holds(job.tenant(), subject)).isPresent();
  }

  private static Optional<JobRecord> job(String note) {
    try {
      return Optional.of(JobNote.of(note).job());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  int jobs() {
    return jobs.size();
  }
}
