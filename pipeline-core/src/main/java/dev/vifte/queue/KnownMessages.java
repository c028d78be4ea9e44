package dev.vifte.queue;

import java.io.IOException;

/// A [WorkQueue] that can look a message up by its id, so that a lost task is known at once, and
/// not only by its age. A power that not every queue has.
public interface KnownMessages {
  /// Whether a message with this [TaskMessage#id] is in the queue: waiting, delayed, or under a
  /// lease. Exact at the time of the call.
  boolean holds(String id) throws IOException;
}
