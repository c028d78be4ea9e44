package dev.vifte.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/// What an operator, or bad luck, does to NATS past the product. Streams are named `WORK`, `EVENTS`
/// and so on. Used by one thread at a time.
final class Broker implements AutoCloseable {
  private static final String SPACE = "VIFTE_";
  private static final int AT_ONCE = 500;

  private final Connection connection;
  private final JetStreamManagement streams;
  private final List<Copy> copies = new CopyOnWriteArrayList<>();

  private record Copy(String subject, Headers headers, String text) {
    static Copy of(MessageInfo message) {
      var headers = Optional.ofNullable(message.getHeaders()).orElseGet(Headers::new);
      byte[] data = Objects.requireNonNull(message.getData());
      String subject = Objects.requireNonNull(message.getSubject());
      return new Copy(subject, headers, new String(data, StandardCharsets.UTF_8));
    }

    byte[] data() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private Broker(Connection connection, JetStreamManagement streams) {
    this.connection = connection;
    this.streams = streams;
  }

  static Broker connect(String urls) throws IOException, InterruptedException {
    var options =
        Options.builder()
            .servers(urls.split(","))
            .maxReconnects(-1)
            .reconnectWait(Duration.ofMillis(100))
            .connectionTimeout(Duration.ofSeconds(10))
            .build();
    Connection connection = Nats.connect(options);
    return new Broker(connection, connection.jetStreamManagement());
  }

  void purge(String stream) throws IOException, JetStreamApiException {
    var _ = streams.purgeStream(SPACE + stream);
  }

  void delete(String stream) throws IOException, JetStreamApiException {
    boolean _ = streams.deleteStream(SPACE + stream);
  }

  void deleteConsumers(String stream) throws IOException, JetStreamApiException {
    for (String each : streams.getConsumerNames(SPACE + stream)) {
      boolean _ = streams.deleteConsumer(SPACE + stream, each);
    }
  }

  void stepDown(String stream) throws InterruptedException {
    var _ =
        connection.request(
            "$JS.API.STREAM.LEADER.STEPDOWN." + SPACE + stream, new byte[0], Duration.ofSeconds(2));
  }

  /// The server that leads a stream, as `nats-0` and so on.
  String leader(String stream) throws IOException, JetStreamApiException {
    var cluster = info(stream).getClusterInfo();
    if (cluster == null || cluster.getLeader() == null) {
      return "nats-0";
    }
    int number = Integer.parseInt(cluster.getLeader().replace("nats-", ""));
    return "nats-" + (number - 1);
  }

  long messages(String stream) throws IOException, JetStreamApiException {
    return info(stream).getStreamState().getMsgCount();
  }

  /// How often messages were handed out, by what the consumers that are there count.
  long deliveries(String stream) throws IOException, JetStreamApiException {
    return streams.getConsumers(SPACE + stream).stream()
        .mapToLong(each -> each.getDelivered().getConsumerSequence())
        .sum();
  }

  /// Keeps a copy of every message that waits.
  void copyAll() throws IOException, JetStreamApiException {
    var state = info("WORK").getStreamState();
    for (long at = state.getFirstSequence(); at <= state.getLastSequence(); at++) {
      try {
        copies.add(Copy.of(streams.getMessage(SPACE + "WORK", at)));
      } catch (JetStreamApiException e) {
        // settled meanwhile
      }
    }
  }

  /// Publishes what was copied so often again, without an id that would tell.
  void repeat(int times) throws TimeoutException, InterruptedException {
    for (int i = 0; i < times; i++) {
      for (Copy each : copies) {
        connection.publish(each.subject(), new Headers(), each.data());
      }
      connection.flush(Duration.ofSeconds(30));
    }
  }

  /// Publishes what was copied once more, with the ids it had.
  void repeatWithIds() throws TimeoutException, InterruptedException {
    for (Copy each : copies) {
      connection.publish(each.subject(), each.headers(), each.data());
    }
    connection.flush(Duration.ofSeconds(30));
  }

  /// Publishes so many messages of jobs that nobody knows.
  void clutter(int count) throws IOException, JetStreamApiException, InterruptedException {
    copyAll();
    Copy pattern = copies.getFirst();
    ObjectNode message = Json.read(pattern.data(), ObjectNode.class);
    String task = message.path("task").asText();
    var waiting = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < count; i++) {
      String other = "nobody-%07d".formatted(i) + task.substring(task.indexOf('/'));
      byte[] data = Json.bytes(message.deepCopy().put("task", other));
      waiting.add(connection.jetStream().publishAsync(pattern.subject(), data));
      if (waiting.size() == AT_ONCE) {
        await(waiting);
      }
    }
    await(waiting);
  }

  private static void await(List<CompletableFuture<?>> waiting) {
    for (var each : waiting) {
      each.exceptionally(_ -> null).join(); // a full stream refuses
    }
    waiting.clear();
  }

  private StreamInfo info(String stream) throws IOException, JetStreamApiException {
    return streams.getStreamInfo(SPACE + stream);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
