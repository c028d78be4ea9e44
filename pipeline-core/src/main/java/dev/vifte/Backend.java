package dev.vifte;

import dev.vifte.event.EventLog;
import dev.vifte.job.JobStore;
import dev.vifte.object.ObjectStore;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;

/// The four things a node stands on. Whoever made it closes it, after the nodes.
public record Backend(ObjectStore objects, WorkQueue queue, JobStore jobs, EventLog events)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    try (objects;
        queue;
        jobs;
        events) {
      // closed in reverse order, each even when another fails
    }
  }
}
