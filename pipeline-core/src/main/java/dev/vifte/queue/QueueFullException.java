package dev.vifte.queue;

import java.io.IOException;

/// The queue is at its limit of bytes: nothing of the batch was published. It drains by itself; try
/// again later.
public final class QueueFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public QueueFullException(String what) {
    super(what);
  }
}
