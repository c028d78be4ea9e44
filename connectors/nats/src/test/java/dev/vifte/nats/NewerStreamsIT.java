package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.POOL;
import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Streams and consumers that a newer version made, with more than this one knows: used as they
/// are, and left as they are.
final class NewerStreamsIT {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static NatsServer server;

  private final States states = new States(1);

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void close() throws Exception {
    states.close();
  }

  @Test
  void streams_with_more_subjects_and_settings_are_used_and_not_changed() throws Exception {
    NatsSettings settings = states.settings(server.url());
    for (StreamConfiguration each : new Layout(settings).streams()) {
      make(settings, newer(each));
    }
    List<ObjectNode> before = configs(settings);

    NatsState state = states.open(settings);
    state.queue().publish(List.of(message(1)));
    try (var probe = receive(state)) {
      probe.next().settle(Settlement.done());
    }
    states.open(settings);

    assertThat(configs(settings)).isEqualTo(before);
    assertThat(before).allMatch(config -> config.path("subjects").size() > 1);
  }

  @Test
  void a_consumer_with_more_settings_keeps_them_and_takes_the_lease_of_whoever_receives()
      throws Exception {
    NatsSettings settings = states.settings(server.url());
    NatsState state = states.open(settings);
    var durable =
        new Durable(state.layout().work().getName(), "any", settings.space() + ".work.x.>", 10);
    durable.ensure(state.api(), LEASE);
    create(
        state,
        durable,
        config(state, durable).put("description", "of a newer version").put("max_ack_pending", 77));
    ObjectNode made = config(state, durable);

    durable.ensure(state.api(), LEASE);
    assertThat(config(state, durable)).isEqualTo(made);

    durable.ensure(state.api(), LEASE.multipliedBy(2));
    assertThat(config(state, durable))
        .isEqualTo(made.put("ack_wait", LEASE.multipliedBy(2).toNanos()));
  }

  @Test
  void a_consumer_of_other_subjects_is_refused() throws Exception {
    NatsState state = states.open(states.settings(server.url()));
    String stream = state.layout().work().getName();
    String space = state.layout().space();
    new Durable(stream, "any", space + ".work.x.>", 10).ensure(state.api(), LEASE);

    assertThatThrownBy(
            () -> new Durable(stream, "any", space + ".work.y.>", 10).ensure(state.api(), LEASE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remove it with 'nats consumer rm'");
  }

  private static Probe<Delivery> receive(NatsState state) {
    return Probe.of(state.queue().deliveries(new PoolSubscription(POOL, LEASE), new Slots(8)));
  }

  /// With a subject, a limit, a mark and a way of storing that this version does not use.
  private static ObjectNode newer(StreamConfiguration known) throws IOException {
    ObjectNode config =
        Json.read(known.toJson().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    config.withArray("/subjects").add("newer." + known.getName());
    config.put("max_msgs_per_subject", known.getMaxMsgsPerSubject() < 0 ? -1 : 128);
    config.put("description", "of a newer version").put("compression", "s2");
    config.putObject("metadata").put("vifte.version", "99");
    return config;
  }

  private static void make(NatsSettings settings, ObjectNode config) throws IOException {
    try (Link link = Link.open(settings)) {
      var api = new Api(link, Duration.ofSeconds(5));
      var _ = api.call("STREAM.CREATE." + config.path("name").asText(), config);
    }
  }

  private static List<ObjectNode> configs(NatsSettings settings) throws IOException {
    try (Link link = Link.open(settings)) {
      var api = new Api(link, Duration.ofSeconds(5));
      var all = new ArrayList<ObjectNode>();
      for (StreamConfiguration each : new Layout(settings).streams()) {
        all.add(api.call("STREAM.INFO." + each.getName(), new byte[0]).withObject("/config"));
      }
      return all;
    }
  }

  private static ObjectNode config(NatsState state, Durable of) throws IOException {
    return state
        .api()
        .call("CONSUMER.INFO.%s.%s".formatted(of.stream(), of.name()), new byte[0])
        .withObject("/config");
  }

  private static void create(NatsState state, Durable of, ObjectNode config) throws IOException {
    ObjectNode request = Json.object().put("stream_name", of.stream()).put("action", "");
    request.set("config", config);
    String operation = "CONSUMER.CREATE.%s.%s.%s".formatted(of.stream(), of.name(), of.filter());
    var _ = state.api().call(operation, request);
  }
}
