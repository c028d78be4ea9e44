package dev.vifte.nats;

import java.io.IOException;
import java.time.InstantSource;

/// What an installation keeps on NATS, over one connection. Safe for use by many threads; whoever
/// opened it closes it, after what uses its parts.
public final class NatsState implements AutoCloseable {
  private final Link link;
  private final Api api;
  private final Layout layout;
  private final NatsClock clock;

  NatsState(Link link, Api api, Layout layout, NatsClock clock) {
    this.link = link;
    this.api = api;
    this.layout = layout;
    this.clock = clock;
  }

  /// The servers' time: what nodes that share these servers go by.
  public InstantSource clock() {
    return clock;
  }

  Api api() {
    return api;
  }

  Layout layout() {
    return layout;
  }

  /// Sends what is still to be sent, and disconnects.
  @Override
  public void close() throws IOException {
    link.close();
  }
}
