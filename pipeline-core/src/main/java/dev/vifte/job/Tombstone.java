package dev.vifte.job;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stands where an erased record stood, so that nothing late can bring it back.
public record Tombstone(int format, Instant erased) implements Entry {
  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }

  /// Whether a job was erased: whatever is still written for it has to go again.
  public static boolean standsFor(JobId job, JobStore jobs) throws IOException {
    RecordKey key = RecordKey.of(job);
    Versioned<Entry> found = jobs.read(List.of(key)).get(key);
    return found != null && found.value() instanceof Tombstone;
  }
}
