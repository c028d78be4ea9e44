package dev.vifte.nats;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds whether a stream has vanished (its volume was lost, somebody deleted it)
/// and makes it again, empty: what it held comes back from the records and from the notes beside
/// the objects.
final class StreamKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Link link;
  private final Streams streams;
  private final Layout layout;
  private final CountDownLatch closing = new CountDownLatch(1);

  StreamKeeper(Link link, Streams streams, Layout layout) {
    this.link = link;
    this.streams = streams;
    this.layout = layout;
  }

  StreamKeeper start() {
    var _ = Thread.ofVirtual().name("stream-keeper").start(this::run);
    return this;
  }

  private void run() {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (link.connected()) {
        for (String name : streams.restore(layout)) {
          LOG.error(
              "the stream {} was gone and was made again, empty; what it held comes back from the"
                  + " records and from what lies beside the objects",
              name);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("streams not looked at: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
