package dev.vifte.queue;

import dev.vifte.job.JobId;
import java.io.IOException;

/// A power of queues that find the messages of one job. Elsewhere a message of a job that is gone
/// is dropped when it is delivered; messages hold opaque ids only.
public interface JobMessages {
  /// What there was of a job.
  ///
  /// @param removed messages that waited; they are gone
  /// @param leased messages somebody works on; they stay until they are settled
  record Discarded(long removed, long leased) {
    public static final Discarded NOTHING = new Discarded(0, 0);
  }

  /// Removes the waiting messages of a job.
  Discarded discard(JobId job) throws IOException;
}
