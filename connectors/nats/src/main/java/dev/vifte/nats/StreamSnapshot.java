package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/// A stream whole, through the server's own snapshots: a train of chunks, each acknowledged, ended
/// by an empty one. Used by one thread.
final class StreamSnapshot {
  private static final int CHUNK = 128 << 10;
  private static final Duration CHUNK_PATIENCE = Duration.ofSeconds(60);

  /// A server reads back all of a stream before it says that it is there.
  private static final Duration END_PATIENCE = Duration.ofMinutes(30);

  private static final int NO_CONTENT = 204;

  private final Link link;
  private final Api api;

  StreamSnapshot(Link link, Api api) {
    this.link = link;
    this.api = api;
  }

  /// Reads all of a stream; returns its configuration and state.
  ObjectNode read(String stream, OutputStream to) throws IOException {
    Connection connection = link.connection();
    String inbox = connection.createInbox();
    Subscription chunks = connection.subscribe(inbox);
    try {
      ObjectNode asked = Json.object().put("deliver_subject", inbox).put("chunk_size", CHUNK);
      ObjectNode made = api.call("STREAM.SNAPSHOT." + stream, asked.put("jsck", true));
      for (Message chunk = next(stream, chunks); !ends(chunk); chunk = next(stream, chunks)) {
        to.write(chunk.getData());
        acknowledge(connection, chunk);
      }
      if (chunks.getDroppedCount() > 0) {
        throw new IOException(
            "the snapshot of %s came too fast: %d parts are missing"
                .formatted(stream, chunks.getDroppedCount()));
      }
      ObjectNode head = Json.object();
      head.set("config", made.path("config"));
      head.set("state", made.path("state"));
      return head;
    } finally {
      chunks.unsubscribe();
    }
  }

  /// The last chunk does not ask for it.
  private static void acknowledge(Connection connection, Message chunk) {
    String to = chunk.getReplyTo();
    if (to != null && !to.isEmpty()) {
      connection.publish(to, new byte[0]);
    }
  }

  private static Message next(String stream, Subscription chunks) throws IOException {
    try {
      Message next = chunks.nextMessage(CHUNK_PATIENCE);
      if (next == null) {
        throw new NoAnswerException(
            "the snapshot of %s stopped: nothing came for %d s"
                .formatted(stream, CHUNK_PATIENCE.toSeconds()));
      }
      if (next.isStatusMessage() && next.getStatus().getCode() != NO_CONTENT) {
        throw new IOException(
            "the snapshot of %s broke off: %s".formatted(stream, next.getStatus()));
      }
      return next;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static boolean ends(Message chunk) {
    byte[] data = chunk.getData();
    return data == null || data.length == 0;
  }

  /// Makes a stream again from what [#read] gave.
  void write(String stream, ObjectNode head, InputStream from) throws IOException {
    String to = api.call("STREAM.RESTORE." + stream, head).path("deliver_subject").asText();
    byte[] chunk = from.readNBytes(CHUNK);
    if (chunk.length > 0) {
      refuse(stream, sendFirst(to, chunk));
      chunk = from.readNBytes(CHUNK);
    }
    while (chunk.length > 0) {
      refuse(stream, send(to, chunk, CHUNK_PATIENCE));
      chunk = from.readNBytes(CHUNK);
    }
    refuse(stream, send(to, new byte[0], END_PATIENCE));
  }

  /// An answer is empty while all is well, and at the end tells of the stream.
  private static void refuse(String stream, byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.UTF_8);
    boolean fault =
        text.startsWith("{") ? Json.read(answer, ObjectNode.class).has("error") : !text.isEmpty();
    if (fault) {
      throw new IOException("the stream %s was not taken back: %s".formatted(stream, text));
    }
  }

  /// In a cluster the server that we talk to hears a moment later than its leader where parts are
  /// to go; before that nobody takes one.
  private byte[] sendFirst(String to, byte[] bytes) throws IOException {
    var patience = new Patience(CHUNK_PATIENCE);
    while (true) {
      try {
        return send(to, bytes, CHUNK_PATIENCE);
      } catch (NoAnswerException e) {
        patience.after(e);
      }
    }
  }

  private byte[] send(String to, byte[] bytes, Duration patience) throws IOException {
    try {
      byte[] answer = link.connection().requestWithTimeout(to, bytes, patience).get().getData();
      return answer == null ? new byte[0] : answer;
    } catch (ExecutionException | CancellationException e) {
      throw new NoAnswerException(
          "NATS at %s did not take a part of a stream within %d s"
              .formatted(link.servers(), patience.toSeconds()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a stream was copied");
  }
}
