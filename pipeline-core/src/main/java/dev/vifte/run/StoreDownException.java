package dev.vifte.run;

import java.io.IOException;

/// A store did not answer. Not the task's fault: its attempt is not counted.
final class StoreDownException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreDownException(String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
