package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a task stands. A task without a record is queued or not yet ready.
public enum TaskState {
  /// Published, or about to be; not started, or handed back.
  QUEUED,
  /// Started for the second time or later; first starts write nothing.
  RUNNING,
  /// Waits for its `notBefore`; the reconciler publishes it then.
  PARKED,
  DONE,
  /// Bad input: a dead letter at once.
  REJECTED,
  /// Given up after its last attempt.
  DEAD,
  CANCELLED;

  public boolean ended() {
    return this != QUEUED && this != RUNNING && this != PARKED;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TaskState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
