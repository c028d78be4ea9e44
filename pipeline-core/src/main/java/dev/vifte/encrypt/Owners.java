package dev.vifte.encrypt;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TenantId;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Whose jobs these are, of the last ones that were seen; records of tasks do not say. Safe for use
/// by many threads.
final class Owners {
  private static final int REMEMBERED = 10_000;

  private final JobStore store;
  private final SequencedMap<JobId, TenantId> known = new LinkedHashMap<>();

  Owners(JobStore store) {
    this.store = store;
  }

  synchronized void know(JobRecord job) {
    known.put(job.id(), job.tenant());
    if (known.size() > REMEMBERED) {
      var _ = known.pollFirstEntry();
    }
  }

  /// Empty when the job has no record: then nothing of its tasks counts any more.
  Optional<TenantId> of(JobId job) throws IOException {
    Optional<TenantId> seen = seen(job);
    if (seen.isPresent()) {
      return seen;
    }
    RecordKey key = RecordKey.of(job);
    Versioned<Entry> found = store.read(List.of(key)).get(key);
    if (found != null && found.value() instanceof JobRecord record) {
      know(record);
      return Optional.of(record.tenant());
    }
    return Optional.empty();
  }

  private synchronized Optional<TenantId> seen(JobId job) {
    return Optional.ofNullable(known.get(job));
  }
}
