package dev.vifte.nats;

import dev.vifte.UnreachableException;
import io.nats.client.AuthHandler;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection of a node. The client reconnects by itself for ever, except when a server
/// refuses its login twice: then a new connection is made here until one is let in. Nothing is
/// buffered while there is none: what was not sent fails. Safe for use by many threads.
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final NatsSettings settings;
  private final ConnectionLog log;
  private final List<Consumer<Connection>> openers = new CopyOnWriteArrayList<>();
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /// Whether a connection stands whose end is to be mended: every try that fails ends, too.
  private final AtomicBoolean standing = new AtomicBoolean();

  private volatile Connection connection;

  private Link(NatsSettings settings) throws IOException {
    this.settings = settings;
    this.log = new ConnectionLog(settings.shown(), this::heard);
    this.connection = connect();
    standing.set(true);
  }

  /// Connects.
  ///
  /// @throws IOException saying what to do when no server answers or lets us in
  static Link open(NatsSettings settings) throws IOException {
    return new Link(settings);
  }

  /// The connection as it is now; it may be away for the moment.
  Connection connection() {
    return connection;
  }

  /// Calls `opener` with each connection that takes the place of this one: subscriptions that are
  /// to outlive it belong here.
  void whenReopened(Consumer<Connection> opener) {
    openers.add(opener);
  }

  /// Calls `then` each time the servers are back after an outage.
  void whenBack(Runnable then) {
    waiting.add(then);
  }

  boolean connected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  String servers() {
    return settings.shown();
  }

  /// Sends what is still to be sent, then closes.
  @Override
  public void close() {
    closing.countDown();
    try {
      connection.flush(settings.requestTimeout());
    } catch (TimeoutException | IllegalStateException e) {
      LOG.debug("closing without the server: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shut(connection);
  }

  private Connection connect() throws IOException {
    Options options = options();
    try {
      return Nats.connect(options);
    } catch (AuthenticationException e) {
      throw new IOException(
          "NATS at %s does not let us in as %s: correct the user, token or credentials file"
              .formatted(servers(), settings.login()),
          e);
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to NATS", e);
    }
  }

  private IOException away(IOException e) {
    String why = log.lastProblem().orElse("no reason known");
    if (log.distrusted()) {
      return new IOException(
          "NATS at %s is not trusted (%s): name the file of its certificate authority"
              .formatted(servers(), why),
          e);
    }
    return new UnreachableException(
        "no NATS server answers at %s (%s): start it, or correct its address"
            .formatted(servers(), why),
        e);
  }

  private Options options() throws IOException {
    var options =
        new Options.Builder()
            .servers(settings.servers().stream().map(URI::toString).toArray(String[]::new))
            .connectionName("vifte " + settings.space())
            .connectionTimeout(CONNECT)
            .maxReconnects(-1)
            .reconnectWait(Duration.ofMillis(200))
            .reconnectJitter(Duration.ofMillis(200))
            .reconnectJitterTls(Duration.ofMillis(200))
            // a peer that vanished is noticed within some five seconds
            .pingInterval(Duration.ofSeconds(2))
            .maxPingsOut(2)
            // a publish that was given up must not go out later
            .reconnectBufferSize(0)
            .requestCleanupInterval(Duration.ofMillis(250))
            // a node need not hear its own wake-ups
            .noEcho()
            .dontForceFlushOnRequest()
            .reportNoResponders()
            .useTimeoutException()
            .connectionListener(log)
            .errorListener(log);
    if (settings.tls().isPresent()) {
      options.sslContext(Tls.context(settings.tls().get()));
    }
    login(options);
    return options.build();
  }

  private void login(Options.Builder options) throws IOException {
    switch (settings.login()) {
      case NatsLogin.Anonymous() -> {}
      case NatsLogin.Password(String user, String password) -> options.userInfo(user, password);
      case NatsLogin.Token(String token) -> options.token(token.toCharArray());
      case NatsLogin.Credentials(var file) -> options.authHandler(credentials(file));
    }
  }

  private static AuthHandler credentials(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("the credentials file %s cannot be read".formatted(file));
    }
    return Nats.credentials(file.toString());
  }

  private void heard(ConnectionListener.Events event) {
    switch (event) {
      case RESUBSCRIBED -> waiting.forEach(Runnable::run);
      case CLOSED -> givenUp();
      default -> {}
    }
  }

  /// The client gave up: its login was refused.
  private void givenUp() {
    if (closing.getCount() > 0 && standing.compareAndSet(true, false)) {
      var _ = Thread.ofVirtual().name("nats-reopen").start(this::reopen);
    }
  }

  private void reopen() {
    LOG.error(
        "NATS at {} no longer lets us in as {} ({}): correct the user, token or credentials file;"
            + " trying again every {} s",
        servers(),
        settings.login(),
        log.lastProblem().orElse("no reason given"),
        PAUSE.toSeconds());
    try {
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (reopened()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean reopened() {
    try {
      Connection next = connect();
      connection = next;
      standing.set(true);
      openers.forEach(opener -> opener.accept(next));
      waiting.forEach(Runnable::run);
      if (closing.getCount() == 0) {
        shut(next);
      }
      LOG.info("NATS at {} lets us in again", servers());
      return true;
    } catch (IOException e) {
      LOG.debug("still not: {}", e.getMessage());
      return false;
    }
  }

  private static void shut(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
