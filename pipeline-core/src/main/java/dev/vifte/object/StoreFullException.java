package dev.vifte.object;

import java.io.IOException;

/// A store has no room for what was to be written. Nothing of it is visible; earlier data is whole.
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public StoreFullException(String what, Throwable cause) {
    super(what, cause);
  }
}
