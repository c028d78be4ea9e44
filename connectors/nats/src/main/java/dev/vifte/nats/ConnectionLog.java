package dev.vifte.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how the connection is, once for each outage and not once for each attempt.
final class ConnectionLog implements ConnectionListener, ErrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
  private static final long CONNECTED = 0;

  private final String servers;
  private final Consumer<Events> then;
  private final AtomicLong lostAt = new AtomicLong(CONNECTED);
  private volatile String lastProblem = "";
  private volatile boolean distrusted;

  /// @param then told every event too
  ConnectionLog(String servers, Consumer<Events> then) {
    this.servers = servers;
    this.then = then;
  }

  /// What went wrong last, in the client's words.
  Optional<String> lastProblem() {
    return Optional.of(lastProblem).filter(problem -> !problem.isBlank());
  }

  /// Whether the last problem was a server that showed a certificate which nobody here vouches for:
  /// waiting does not mend that.
  boolean distrusted() {
    return distrusted;
  }

  @Override
  @SuppressWarnings("deprecation")
  public void connectionEvent(Connection connection, Events event) {
    switch (event) {
      case DISCONNECTED -> lost();
      case CONNECTED, RECONNECTED -> found(connection);
      case LAME_DUCK -> LOG.info("{} is shutting down; moving on", connection.getConnectedUrl());
      case CLOSED, RESUBSCRIBED, DISCOVERED_SERVERS -> LOG.debug("NATS: {}", event);
    }
    then.accept(event);
  }

  private void lost() {
    if (lostAt.compareAndSet(CONNECTED, System.nanoTime() | 1)) {
      LOG.warn(
          "lost the connection to NATS at {}; trying again until it is back ({})",
          servers,
          lastProblem().orElse("it was closed"));
    }
  }

  private void found(Connection connection) {
    long since = lostAt.getAndSet(CONNECTED);
    if (since != CONNECTED) {
      var away = Duration.ofNanos(System.nanoTime() - since);
      LOG.info("NATS is back at {} after {} ms", connection.getConnectedUrl(), away.toMillis());
    }
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    if (error.contains("Permissions Violation") && !error.equals(lastProblem)) {
      LOG.error("NATS refuses what this node needs: {}; grant it to its user", error);
    }
    lastProblem = error;
    LOG.debug("NATS says: {}", error);
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    distrusted = root instanceof GeneralSecurityException;
    lastProblem = String.valueOf(root.getMessage());
    LOG.debug("NATS client: {}", lastProblem);
  }

  @Override
  public void slowConsumerDetected(Connection connection, io.nats.client.Consumer consumer) {
    LOG.warn("messages from NATS come faster than they are taken; some are dropped and come again");
  }

  @Override
  public void messageDiscarded(Connection connection, Message message) {
    LOG.debug("not sent to NATS: a message to {}", message.getSubject());
  }
}
