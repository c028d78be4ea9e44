package dev.vifte.nats;

import dev.vifte.Json;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pulls from the one consumer that all nodes share of what others publish: never more than there
/// is room for. Used by one thread.
final class IngestPull {
  private static final String CONSUMER = "ingest";

  /// Messages that are out or put off. Those that wait for a rate or a store count too.
  private static final int MAX_ACK_PENDING = 1024;

  private static final Duration WAIT = Duration.ofSeconds(3);

  /// Longer than a healthy server takes to answer.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// So long a wait is at most when nothing more is wanted.
  private static final Duration GLANCE = Duration.ofMillis(200);

  /// Longer than a healthy server takes between two messages of one answer.
  private static final Duration GAP = Duration.ofMillis(100);

  private final Link link;
  private final Api api;
  private final String stream;
  private final String inbox;
  private final Duration lease;
  private volatile Subscription incoming;
  private boolean known;
  private volatile boolean closed;
  private long number;

  IngestPull(Link link, Api api, Layout layout, Duration lease) {
    this.link = link;
    this.api = api;
    this.stream = layout.ingest().getName();
    this.lease = lease;
    this.inbox = link.connection().createInbox();
    this.incoming = link.connection().subscribe(inbox + ".*");
    link.whenReopened(this::listen);
  }

  /// Up to `most` messages: at once when there are any, else what comes first within some seconds.
  ///
  /// @throws IOException when the server cannot be asked; ask again after a pause
  List<IngestDelivery> next(int most) throws IOException, InterruptedException {
    ensure();
    String reply = inbox + "." + ++number;
    request(reply, most);
    var taken = new ArrayList<IngestDelivery>();
    Message message = first();
    while (message != null && !isEnd(message, reply)) {
      // what came too late for its own request is taken too
      if (!message.isStatusMessage()) {
        taken.add(new IngestDelivery(api, message));
      }
      message = taken.size() < most ? incoming.nextMessage(GAP) : null;
    }
    if (taken.isEmpty() && !known) {
      throw new IOException("NATS has nobody who hands out events now");
    }
    return taken;
  }

  private @Nullable Message first() throws InterruptedException {
    long end = System.nanoTime() + WAIT.plus(PATIENCE).toNanos();
    @Nullable Message message = null;
    while (message == null && !closed && System.nanoTime() - end < 0) {
      message = incoming.nextMessage(GLANCE);
    }
    return message;
  }

  private void request(String reply, int most) throws IOException {
    Map<String, Object> what = Map.of("batch", most, "no_wait", true, "expires", WAIT.toNanos());
    try {
      link.connection()
          .publish(
              "$JS.API.CONSUMER.MSG.NEXT.%s.%s".formatted(stream, CONSUMER),
              reply,
              Json.bytes(what));
    } catch (IllegalStateException e) {
      throw new IOException("NATS is away", e);
    }
  }

  private boolean isEnd(Message message, String reply) {
    if (!message.isStatusMessage() || !message.getSubject().equals(reply)) {
      return false;
    }
    int status = message.getStatus().getCode();
    // neither "nothing there" nor "time is up": perhaps somebody deleted the consumer
    known = status == 404 || status == 408;
    return true;
  }

  private void ensure() throws IOException {
    if (!known) {
      new Durable(stream, CONSUMER, "", MAX_ACK_PENDING).ensure(api, lease);
      known = true;
    }
  }

  private void listen(Connection connection) {
    incoming = connection.subscribe(inbox + ".*");
  }

  /// Waits for nothing any more.
  void stop() {
    closed = true;
  }

  /// Takes nothing any more.
  void close() {
    Subscription last = incoming;
    if (last.isActive()) {
      last.unsubscribe();
    }
  }
}
