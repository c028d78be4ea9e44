package dev.vifte.nats;

import dev.vifte.job.JobId;
import dev.vifte.job.RecordKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The keys of tasks that have a row because they are due some time: few. The rest needs no
/// statement. What a batch of messages changes counts from when its rows are there to stay. Used by
/// one thread at a time.
final class DueParts {
  private final Map<JobId, Set<String>> known = new HashMap<>();

  /// What one batch changes. Forget it when the batch was rolled back.
  final class Changes {
    private final Map<JobId, Set<String>> touched = new HashMap<>();

    void add(RecordKey key) {
      of(key.job()).add(key.part());
    }

    /// Whether it was there.
    boolean remove(RecordKey key) {
      return of(key.job()).remove(key.part());
    }

    /// Removes those of a job, and says which.
    Set<String> removeAll(JobId job) {
      Set<String> gone = Set.copyOf(of(job));
      of(job).clear();
      return gone;
    }

    /// From now on it is so.
    void keep() {
      touched.forEach((job, parts) -> {
        if (parts.isEmpty()) {
          known.remove(job);
        } else {
          known.put(job, parts);
        }
      });
    }

    private Set<String> of(JobId job) {
      return touched.computeIfAbsent(job, _ -> new HashSet<>(known.getOrDefault(job, Set.of())));
    }
  }

  Changes changes() {
    return new Changes();
  }

  void clear() {
    known.clear();
  }

  /// How many jobs have some.
  int jobs() {
    return known.size();
  }
}
