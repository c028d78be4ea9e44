package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The requests for messages to one consumer of [Tail], one at a time. Used by one thread.
final class Pulls implements AutoCloseable {
  private static final int BATCH = 256;
  private static final Duration PULL = Duration.ofSeconds(30);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofMillis(2500);
  private static final Duration AT_ONCE = Duration.ofNanos(1);

  private static final int HEARTBEAT_STATUS = 100;
  private static final int NOTHING_STATUS = 404;
  private static final int EXPIRED_STATUS = 408;

  private final Connection connection;
  private final String subject;
  private final String inbox;
  private final Subscription incoming;
  private final List<Message> taken = new ArrayList<>();
  private int open;
  private long delivered;

  Pulls(Connection connection, String stream, String consumer) {
    this.connection = connection;
    this.subject = "$JS.API.CONSUMER.MSG.NEXT.%s.%s".formatted(stream, consumer);
    this.inbox = connection.createInbox();
    this.incoming = connection.subscribe(inbox);
  }

  /// Waits for messages and takes those that are here; false when the consumer is gone or has left
  /// one out: then another is needed.
  boolean next() throws InterruptedException {
    if (open == 0) {
      pull();
    }
    Message message = incoming.nextMessage(SILENCE);
    boolean going = message != null;
    while (going && message != null) {
      going = message.isStatusMessage() ? understand(message) : take(message);
      message = taken.size() < BATCH ? incoming.nextMessage(AT_ONCE) : null;
    }
    return going;
  }

  /// What was taken since the last call, in order.
  List<Message> taken() {
    List<Message> messages = List.copyOf(taken);
    taken.clear();
    return messages;
  }

  @Override
  public void close() {
    if (incoming.isActive()) {
      incoming.unsubscribe();
    }
  }

  private void pull() {
    ObjectNode request =
        Json.object()
            .put("batch", BATCH)
            .put("expires", PULL.toNanos())
            .put("idle_heartbeat", HEARTBEAT.toNanos());
    connection.publish(subject, inbox, Json.bytes(request));
    open = BATCH;
  }

  private boolean understand(Message status) {
    int code = status.getStatus().getCode();
    if (code == NOTHING_STATUS || code == EXPIRED_STATUS) {
      open = 0;
    }
    return code == HEARTBEAT_STATUS || open == 0;
  }

  private boolean take(Message message) {
    open--;
    delivered++;
    boolean inOrder = message.metaData().consumerSequence() == delivered;
    if (inOrder) {
      taken.add(message);
    }
    return inOrder;
  }
}
