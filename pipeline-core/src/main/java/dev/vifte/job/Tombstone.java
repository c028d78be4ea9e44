package dev.vifte.job;

import java.time.Instant;
import java.util.Optional;

/// Stands where an erased record stood, so that nothing late can bring it back.
public record Tombstone(int format, Instant erased) implements Entry {
  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }
}
