package dev.vifte;

import java.io.IOException;

/// A server does not answer, so nothing can be said about it: the same call may succeed once it is
/// up. Wrong credentials and wrong names are not this.
public class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreachableException(String what) {
    super(what);
  }

  public UnreachableException(String what, Throwable cause) {
    super(what, cause);
  }
}
