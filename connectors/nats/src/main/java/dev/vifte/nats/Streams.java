package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the streams that are missing and checks those that are there. It never changes one: an
/// operator may have had reasons.
final class Streams {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  private final Api api;

  Streams(Api api) {
    this.api = api;
  }

  /// Makes every stream of the layout that is missing.
  ///
  /// @throws IOException saying what to do when one cannot be made, or is there and of no use
  void establish(Layout layout) throws IOException {
    for (StreamConfiguration each : layout.streams()) {
      establish(each);
    }
  }

  /// Makes those again that have vanished; their names.
  List<String> restore(Layout layout) throws IOException {
    Set<String> there = names();
    var made = new ArrayList<String>();
    for (StreamConfiguration each : layout.streams()) {
      if (!there.contains(each.getName()) && establish(each)) {
        made.add(each.getName());
      }
    }
    return made;
  }

  /// Of every stream of the account, page by page.
  private Set<String> names() throws IOException {
    var names = new HashSet<String>();
    int total = 1;
    while (names.size() < total) {
      ObjectNode page =
          api.call("STREAM.NAMES", Json.bytes(Json.object().put("offset", names.size())));
      int before = names.size();
      page.path("streams").forEach(name -> names.add(name.asText()));
      total = names.size() == before ? before : page.path("total").asInt();
    }
    return names;
  }

  /// Makes one stream if it is missing, else checks it; whether it was made.
  boolean establish(StreamConfiguration wanted) throws IOException {
    boolean made = made(wanted);
    requirePlaced(wanted);
    return made;
  }

  private boolean made(StreamConfiguration wanted) throws IOException {
    try {
      check(wanted, find(wanted.getName()));
      return false;
    } catch (RefusedException e) {
      if (e.code() != RefusedException.STREAM_NOT_FOUND) {
        throw explained(wanted, e);
      }
    }
    try {
      api.call("STREAM.CREATE." + wanted.getName(), utf8(wanted.toJson()));
      return true;
    } catch (RefusedException e) {
      if (e.code() != RefusedException.NAME_IN_USE) {
        throw explained(wanted, e);
      }
    }
    // somebody else made it in the meantime
    check(wanted, find(wanted.getName()));
    return false;
  }

  /// A stream that was placed has to lie in a cluster: a server alone takes any placement and knows
  /// of none.
  private void requirePlaced(StreamConfiguration wanted) throws IOException {
    if (wanted.getPlacement() == null) {
      return;
    }
    String lies =
        api.call("STREAM.INFO." + wanted.getName(), new byte[0]).at("/cluster/name").asText();
    String should = wanted.getPlacement().getCluster();
    if (lies.isEmpty() || (should != null && !should.equals(lies))) {
      throw new IOException(
          "the stream %s lies in %s, not where nats.cluster and nats.tags say; move it with 'nats stream edit', or choose another space"
              .formatted(wanted.getName(), lies.isEmpty() ? "no cluster" : "the cluster " + lies));
    }
  }

  private StreamConfiguration find(String name) throws IOException {
    ObjectNode info = api.call("STREAM.INFO." + name, new byte[0]);
    var message = NatsMessage.builder().subject("info").data(Json.bytes(info)).build();
    return new StreamInfo(message).getConfiguration();
  }

  private static void check(StreamConfiguration wanted, StreamConfiguration found)
      throws IOException {
    Drift drift = Drift.between(wanted, found);
    String name = wanted.getName();
    if (!drift.unusable().isEmpty()) {
      throw new IOException(
          ("the stream %s at NATS is of no use to us: %s. Change it with 'nats stream edit', remove"
                  + " it if nobody needs it, or choose another space")
              .formatted(name, String.join("; ", drift.unusable())));
    }
    if (!drift.bearable().isEmpty()) {
      LOG.warn(
          "the stream {} at NATS is not as configured here: {}. It is used as it is; change it with"
              + " 'nats stream edit {}', or change the configuration",
          name,
          String.join("; ", drift.bearable()),
          name);
    }
  }

  private static IOException explained(StreamConfiguration wanted, RefusedException e) {
    String todo =
        switch (e.code()) {
          case RefusedException.NOBODY_THERE, RefusedException.NO_JETSTREAM_FOR_ACCOUNT ->
              "JetStream is not there: add 'jetstream { store_dir: … }' to the server's"
                  + " configuration, or enable it for this account";
          case RefusedException.SUBJECTS_OVERLAP ->
              "another stream takes subjects of %s: remove it, or choose another space"
                  .formatted(wanted.getSubjects());
          case RefusedException.REPLICAS_NOT_SUPPORTED ->
              "%d replicas need a cluster of as many servers: set replicas to 1, or start the others"
                  .formatted(wanted.getReplicas());
          case RefusedException.NO_STORAGE, RefusedException.NO_RESOURCES ->
              "%d bytes on %d servers are not to be had: give JetStream more disk, or configure less"
                  .formatted(wanted.getMaxBytes(), wanted.getReplicas());
          default -> "see the server's log";
        };
    return new IOException(
        "the stream %s cannot be made: %s; %s".formatted(wanted.getName(), e.getMessage(), todo),
        e);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
