package dev.vifte.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.MessageHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Listens to subjects, on a thread of its own, over every connection the link ever has. Safe for
/// use by many threads.
final class Ear implements AutoCloseable {
  private final Link link;
  private final MessageHandler handler;
  private final Set<String> subjects = ConcurrentHashMap.newKeySet();
  private volatile Dispatcher dispatcher;

  Ear(Link link, MessageHandler handler) {
    this.link = link;
    this.handler = handler;
    this.dispatcher = link.connection().createDispatcher(handler);
    link.whenReopened(this::listen);
  }

  void add(String subject) {
    if (subjects.add(subject)) {
      var _ = dispatcher.subscribe(subject);
    }
  }

  private void listen(Connection connection) {
    dispatcher = connection.createDispatcher(handler);
    subjects.forEach(dispatcher::subscribe);
  }

  @Override
  public void close() {
    subjects.clear();
    try {
      link.connection().closeDispatcher(dispatcher);
    } catch (IllegalStateException | IllegalArgumentException e) {
      // the connection was closed before: so is this
    }
  }
}
