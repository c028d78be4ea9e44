package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a job stands.
public enum JobState {
  /// Bytes are coming in; nothing is promised yet.
  RECEIVING,
  /// Accepted: the input is stored, tasks run.
  RUNNING,
  /// Every stage ended well or was skipped.
  COMPLETED,
  /// Ended, and at least one stage did not end well; the results of the others are there.
  FAILED,
  /// Ended by request.
  CANCELLED,
  /// Never accepted: the input was refused or the upload broke off.
  REFUSED;

  public boolean ended() {
    return this != RECEIVING && this != RUNNING;
  }

  /// Whether one write may take a job from here to `next`: `docs/state-machine.md` says by what.
  public boolean leadsTo(JobState next) {
    return switch (this) {
      case RECEIVING ->
          next == RECEIVING || next == RUNNING || next == REFUSED || next == CANCELLED;
      case RUNNING -> next != RECEIVING && next != REFUSED;
      case COMPLETED, FAILED, CANCELLED -> next == RUNNING;
      case REFUSED -> next == RECEIVING;
    };
  }

  /// `next`.
  ///
  /// @throws IllegalStateException when nothing leads there from here
  JobState to(JobState next) {
    if (!leadsTo(next)) {
      throw new IllegalStateException("a job that is %s cannot become %s".formatted(this, next));
    }
    return next;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a word.
  ///
  /// @throws IllegalArgumentException naming the words there are
  @JsonCreator
  public static JobState of(String word) {
    for (JobState state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "job state '%s' is unknown; use receiving, running, completed, failed, cancelled or refused"
            .formatted(word));
  }
}
