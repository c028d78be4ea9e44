package dev.vifte.audit;

import java.util.Optional;

/// Follows an audit log from its first entry and says where its chain breaks. Used by one thread.
public final class AuditCheck {
  private long number;
  private String hash = "";

  /// Looks at the next entry; what is wrong with it, if anything is.
  public Optional<String> next(AuditEntry entry) {
    Optional<String> wrong = judge(entry);
    number = entry.number();
    hash = entry.hash();
    return wrong;
  }

  private Optional<String> judge(AuditEntry entry) {
    if (entry.number() != number + 1) {
      return Optional.of("entry %d follows %d: some are missing".formatted(entry.number(), number));
    }
    if (!entry.previous().equals(hash)) {
      return Optional.of(
          "entry %d does not stand on entry %d as it is now: one of the two was changed"
              .formatted(entry.number(), number));
    }
    return Optional.empty();
  }

  /// The last number that was seen. Keep it with [#hash]: that nothing was cut off at the end only
  /// a copy outside can tell.
  public long number() {
    return number;
  }

  /// The hash of the last entry.
  public String hash() {
    return hash;
  }
}
