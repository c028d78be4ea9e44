package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.io.IOException;
import java.time.Duration;

/// A durable consumer that many nodes receive through. Who finds it there uses it as it is, since a
/// newer version or an operator may have given it more; only its lease is brought to what this node
/// beats for.
///
/// @param filter the subjects it takes; empty for all of the stream
/// @param pending how many messages may be in hand or put off
record Durable(String stream, String name, String filter, int pending) {
  private static final String LEASE = "ack_wait";
  private static final String FILTER = "filter_subject";

  /// Makes it when it is not there.
  ///
  /// @throws IOException also when it is of another kind
  void ensure(Api api, Duration lease) throws IOException {
    try {
      call(api, "create", config(lease));
    } catch (RefusedException e) {
      if (e.code() != RefusedException.CONSUMER_EXISTS) {
        throw e;
      }
      adopt(api, lease);
    }
  }

  private void adopt(Api api, Duration lease) throws IOException {
    ObjectNode found =
        api.call("CONSUMER.INFO.%s.%s".formatted(stream, name), new byte[0]).withObject("/config");
    String takes = found.path(FILTER).asText();
    if (!takes.equals(filter) || !found.path("ack_policy").asText().equals("explicit")) {
      throw new IOException(
          "the consumer %s of the stream %s is of no use to us, it takes '%s' and not '%s': remove it with 'nats consumer rm', or choose another space"
              .formatted(name, stream, takes, filter));
    }
    if (found.path(LEASE).asLong() != lease.toNanos()) {
      call(api, "update", found.put(LEASE, lease.toNanos()));
    }
  }

  private ObjectNode config(Duration lease) {
    ObjectNode config =
        Json.object()
            .put("durable_name", name)
            .put("deliver_policy", "all")
            .put("ack_policy", "explicit")
            .put(LEASE, lease.toNanos())
            .put("max_deliver", -1)
            .put("max_ack_pending", pending)
            .put("replay_policy", "instant");
    return filter.isEmpty() ? config : config.put(FILTER, filter);
  }

  private void call(Api api, String action, ObjectNode config) throws IOException {
    ObjectNode request = Json.object().put("stream_name", stream).put("action", action);
    request.set("config", config);
    String place = filter.isEmpty() ? name : name + "." + filter;
    var _ = api.call("CONSUMER.CREATE.%s.%s".formatted(stream, place), request);
  }
}
