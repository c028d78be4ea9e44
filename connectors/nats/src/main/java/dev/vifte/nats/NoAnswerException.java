package dev.vifte.nats;

import dev.vifte.UnreachableException;

/// A request went out and no answer came: it may have been done or not. Repeat it with the same id,
/// or read before deciding.
final class NoAnswerException extends UnreachableException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String what) {
    super(what);
  }
}
