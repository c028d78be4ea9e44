package dev.vifte.nats;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What this node knows of a stream, made when it is first asked for: most nodes never do. Safe for
/// use by many threads.
final class LocalView<S extends Tail.Sink> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Link link;
  private final Api api;
  private final String stream;
  private final Duration linger;
  private final Maker<S> maker;
  private Optional<Running<S>> running = Optional.empty();
  private boolean closed;

  /// Makes an empty view.
  @FunctionalInterface
  interface Maker<S> {
    S make() throws IOException;
  }

  private record Running<S>(S sink, Tail tail) {}

  /// @param linger how long it may lag behind for the sake of less work
  LocalView(Link link, Api api, String stream, Duration linger, Maker<S> maker) {
    this.link = link;
    this.api = api;
    this.stream = stream;
    this.linger = linger;
    this.maker = maker;
  }

  /// The view, with all that the stream held when this was called.
  S upToDate() throws IOException {
    Running<S> view = running();
    view.tail.catchUp(PATIENCE);
    return view.sink;
  }

  /// The view, which may lag.
  S following() throws IOException {
    return running().sink;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Optional<Running<S>> last = running;
    running = Optional.empty();
    last.ifPresent(view -> {
      view.tail.close();
      view.sink.close();
    });
  }

  private synchronized Running<S> running() throws IOException {
    if (closed) {
      throw new IOException("the connection to NATS is closed");
    }
    if (running.isEmpty()) {
      S sink = maker.make();
      var tail = new Tail(link, api, stream, sink, linger);
      tail.start();
      running = Optional.of(new Running<>(sink, tail));
    }
    return running.get();
  }
}
