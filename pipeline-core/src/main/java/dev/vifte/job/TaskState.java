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
  /// Waits for its `notBefore`, or for room in the queue; the reconciler publishes it then.
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

  /// Whether one write may take a task from here to `next`: `docs/state-machine.md` says by what.
  public boolean leadsTo(TaskState next) {
    return switch (this) {
      case QUEUED, RUNNING -> true;
      case PARKED -> next == QUEUED || next == PARKED || next == CANCELLED;
      case DONE, REJECTED, DEAD -> next == QUEUED;
      case CANCELLED -> false;
    };
  }

  /// `next`.
  ///
  /// @throws IllegalStateException when nothing leads there from here
  TaskState to(TaskState next) {
    if (!leadsTo(next)) {
      throw new IllegalStateException("a task that is %s cannot become %s".formatted(this, next));
    }
    return next;
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
