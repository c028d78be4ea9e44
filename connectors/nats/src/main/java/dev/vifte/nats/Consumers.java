package dev.vifte.nats;

import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The durable consumers, one for each place, made by whoever first wants to receive from it. Safe
/// for use by many threads.
final class Consumers {
  private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

  /// More than a fleet has in hand and put off; the server's own limit would stop a whole place.
  private static final int MAX_ACK_PENDING = 1_000_000;

  private final Api api;
  private final Layout layout;
  private final Streams streams;
  private final Map<WorkPlace, Duration> known = new ConcurrentHashMap<>();

  Consumers(Api api, Layout layout, Streams streams) {
    this.api = api;
    this.layout = layout;
    this.streams = streams;
  }

  /// Makes the consumer of a place when it is not known to be there, with the lease of the pool
  /// that receives here.
  void ensure(WorkPlace place, Duration lease) throws IOException {
    if (lease.equals(known.get(place))) {
      return;
    }
    try {
      create(place, lease);
    } catch (RefusedException e) {
      if (e.code() != RefusedException.STREAM_NOT_FOUND) {
        throw e;
      }
      restoreStream();
      create(place, lease);
    }
    known.put(place, lease);
  }

  /// Nobody answered for the consumer of this place: it may have been deleted.
  void doubt(WorkPlace place) {
    known.remove(place);
  }

  /// Makes the stream again that somebody deleted: better empty than refusing work.
  void restoreStream() throws IOException {
    StreamConfiguration work = layout.work();
    known.clear();
    if (streams.establish(work)) {
      LOG.error(
          "somebody deleted the stream {}: it was made again, empty; the tasks it held are published"
              + " again from their records",
          work.getName());
    }
  }

  private void create(WorkPlace place, Duration lease) throws IOException {
    String stream = layout.work().getName();
    String subjects = layout.workSubjects(place);
    new Durable(stream, place.durable(), subjects, MAX_ACK_PENDING).ensure(api, lease);
    LOG.debug("receiving from {}", place.durable());
  }
}
