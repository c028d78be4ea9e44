package dev.vifte.http;

import dev.vifte.Node;
import dev.vifte.job.JobRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.stream.javadsl.Sink;

/// `Prefer: wait=N` of RFC 7240: an answer that waits for the job's end.
final class JobWait {
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})");
  private static final long LONGEST = 60;

  private final Node node;
  private final Live live;

  JobWait(Node node, Live live) {
    this.node = node;
    this.live = live;
  }

  /// How long the caller would wait, at most 60 s. What cannot be read is no preference.
  static Optional<Duration> asked(String prefer) {
    Matcher found = WAIT.matcher(prefer);
    return found.find()
        ? Optional.of(Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(found.group(1)))))
        : Optional.empty();
  }

  /// Returns when the job has ended, the time is over, or the gateway closes.
  void forEnd(JobRecord job, Duration patience) {
    var end =
        node.jobs()
            .follow(job.id(), 0)
            .filter(event -> EventRoutes.isEnd(event, job))
            .via(live.endless())
            .takeWithin(patience.plusMillis(1))
            .runWith(Sink.headOption(), node.system());
    try {
      end.toCompletableFuture().get(patience.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // the document says how far the job is, whatever became of the wait
    }
  }
}
