package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// The streams of an installation from outside, whole: what a backup reads while nodes work with
/// them, and what a restore makes again while none does. Used by one thread.
public final class NatsCopy implements AutoCloseable {
  private final Link link;
  private final Api api;
  private final Layout layout;
  private final NatsSettings settings;

  private NatsCopy(Link link, NatsSettings settings) {
    this.link = link;
    this.settings = settings;
    this.api = new Api(link, settings.requestTimeout());
    this.layout = new Layout(settings);
  }

  /// Connects, and makes nothing.
  ///
  /// @throws IOException saying what to do when no server answers or lets us in
  public static NatsCopy open(NatsSettings settings) throws IOException {
    return new NatsCopy(Link.open(settings), settings);
  }

  /// What a stream holds.
  public record Held(long messages, long bytes) {}

  /// The names of the streams in the order in which they have to be copied. What comes from outside
  /// becomes tasks, tasks become records, and each of them goes only when the next is there: copied
  /// in this order nothing is in none of the copies. Events are told before a record says so.
  public List<String> streams() {
    return List.of(layout.ingest(), layout.work(), layout.jobs(), layout.events()).stream()
        .map(StreamConfiguration::getName)
        .toList();
  }

  /// Empty when there is no such stream.
  public Optional<Held> find(String stream) throws IOException {
    try {
      var state = api.call("STREAM.INFO." + stream, new byte[0]).path("state");
      return Optional.of(new Held(state.path("messages").asLong(), state.path("bytes").asLong()));
    } catch (RefusedException e) {
      if (e.code() == RefusedException.STREAM_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Copies a stream with its consumers as it is at one moment of this call.
  ///
  /// @param to takes the server's own form of it
  /// @return how it is made, as JSON for [#restore]
  public byte[] copy(String stream, OutputStream to) throws IOException {
    return Json.bytes(new StreamSnapshot(link, api).read(stream, to));
  }

  /// Makes a stream that is not there, from what [#copy] gave, with as many replicas as are
  /// configured here, and where it has to lie here.
  public void restore(String stream, byte[] made, InputStream from) throws IOException {
    ObjectNode head = Json.read(made, ObjectNode.class);
    ObjectNode config = head.withObject("/config").put("num_replicas", settings.replicas());
    config.remove("placement");
    NatsPlacement where = settings.placement();
    if (!where.isAnywhere()) {
      ObjectNode placed = config.putObject("placement");
      where.cluster().ifPresent(name -> placed.put("cluster", name));
      where.tags().forEach(placed.putArray("tags")::add);
    }
    new StreamSnapshot(link, api).write(stream, head, from);
  }

  /// How many pulls wait for messages of a stream: there are some while nodes run.
  public long listeners(String stream) throws IOException {
    long waiting = 0;
    int seen = 0;
    int total = 1;
    while (seen < total) {
      ObjectNode page = api.call("CONSUMER.LIST." + stream, Json.object().put("offset", seen));
      for (var each : page.path("consumers")) {
        waiting += each.path("num_waiting").asLong();
      }
      int found = page.path("consumers").size();
      total = found == 0 ? 0 : page.path("total").asInt();
      seen += found;
    }
    return waiting;
  }

  /// Removes a stream; does nothing when there is none.
  public void remove(String stream) throws IOException {
    try {
      var _ = api.call("STREAM.DELETE." + stream, new byte[0]);
    } catch (RefusedException e) {
      if (e.code() != RefusedException.STREAM_NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
