package dev.vifte.nats;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the receivers of a queue share.
record QueueParts(
    Link link,
    Api api,
    String stream,
    Consumers consumers,
    Wakes wakes,
    Glance glance,
    AtomicBoolean closed) {
  void requireOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("the queue is closed");
    }
  }
}
