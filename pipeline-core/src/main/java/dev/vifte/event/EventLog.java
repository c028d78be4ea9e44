package dev.vifte.event;

import dev.vifte.job.JobId;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// The numbered log of what happened to jobs. Blocking calls, made from virtual threads; safe for
/// use by many threads. Every backend passes `EventLogContract` of the testkit.
public interface EventLog extends AutoCloseable {
  /// Appends, durably, in the order of the list; an event whose id the log holds is not appended
  /// again.
  void publish(List<JobEvent> events) throws IOException;

  /// Events of a job with a number above `after`, in order.
  List<NumberedEvent> read(JobId job, long after, int limit) throws IOException;

  /// Events of a job with a number above `after`: first those that are there, then each as it
  /// comes, without gap or repeat. Never completes by itself; fails when the log is closed.
  Source<NumberedEvent, NotUsed> follow(JobId job, long after);

  /// Removes the events of a job; returns how many.
  long erase(JobId job) throws IOException;

  @Override
  void close() throws IOException;
}
