package dev.vifte.queue;

import java.io.IOException;

/// The queue is at its limit of bytes: the batch was not published, or only some of it. It drains
/// by itself; publish the whole batch again later.
public final class QueueFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public QueueFullException(String what) {
    super(what);
  }
}
