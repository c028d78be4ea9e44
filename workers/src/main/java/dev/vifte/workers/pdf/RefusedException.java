package dev.vifte.workers.pdf;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;

/// This file cannot be worked on; the message is for its uploader. Never leaves the package.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  RefusedException(Reason reason, String why) {
    super(why);
    this.reason = reason;
  }

  Outcome outcome() {
    return Outcome.reject(reason, String.valueOf(getMessage()));
  }
}
