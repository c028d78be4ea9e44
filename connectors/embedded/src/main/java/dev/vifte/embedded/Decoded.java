package dev.vifte.embedded;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskResult;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Records that were read or written lately, so that the JSON of one version of a record is read
/// once and not at every step of its job. A slot for each hash, the newer wins; a record counts
/// only with the version that the database has. Safe for use by many threads.
final class Decoded {
  private static final int SLOTS = 8192;
  private static final int LARGEST = 4096;

  private final AtomicReferenceArray<Optional<Versioned<Entry>>> slots =
      new AtomicReferenceArray<>(SLOTS);

  Decoded() {
    for (int i = 0; i < SLOTS; i++) {
      slots.set(i, Optional.empty());
    }
  }

  Optional<Versioned<Entry>> find(RecordKey key, long version) {
    return slots.get(slot(key)).filter(v -> v.version() == version && v.key().equals(key));
  }

  /// @param size of its JSON: large ones are not kept
  void keep(Versioned<Entry> entry, int size) {
    Entry value = entry.value();
    if (size <= LARGEST && value.format() <= Entry.FORMAT && immutable(value)) {
      slots.set(slot(entry.key()), Optional.of(entry));
    }
  }

  /// What a stage has found is a JSON tree that its receiver may change.
  private static boolean immutable(Entry entry) {
    return switch (entry) {
      case TaskRecord task ->
          task.result().map(TaskResult::data).filter(d -> !d.isEmpty()).isEmpty();
      case JobRecord _, DeadLetter _, Tombstone _, Erasure _, SubjectJob _ -> true;
    };
  }

  private static int slot(RecordKey key) {
    return Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 7, SLOTS);
  }
}
