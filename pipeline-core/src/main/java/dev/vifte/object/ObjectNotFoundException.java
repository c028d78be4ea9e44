package dev.vifte.object;

import java.io.IOException;

/// The key holds no object.
public final class ObjectNotFoundException extends IOException {
  private static final long serialVersionUID = 1L;

  public ObjectNotFoundException(ObjectKey key) {
    super("no object at '" + key + "'");
  }
}
