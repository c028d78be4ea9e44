package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Lifecycle events as any program sees them that speaks NATS and JSON.
final class SubscriberIT {
  @Test
  void a_subscriber_gets_the_events_of_a_pipeline_in_their_order_and_form() throws Exception {
    try (var server = NatsServer.start(NatsServer.Sync.LAZY);
        var states = new States(1);
        Link other = Link.open(NatsSettings.of(server.url().toString()))) {
      NatsState state = states.fresh(server.url());
      String space = state.layout().space();
      var subscription = other.connection().subscribe(space + ".event.media.>");
      other.connection().flush(Probe.DEADLINE);

      state.events().publish(IntStream.range(0, 500).mapToObj(n -> event(n, "step")).toList());

      var seen = new ArrayList<String>();
      for (int n = 0; n < 500; n++) {
        Message message = subscription.nextMessage(Probe.DEADLINE);
        assertThat(message.getSubject()).isEqualTo(space + ".event.media.task.finished");
        assertThat(message.getHeaders().getFirst("content-type"))
            .startsWith("application/cloudevents+json");
        seen.add(Json.read(message.getData(), ObjectNode.class).path("subject").asText());
      }
      List<String> sent = IntStream.range(0, 500).mapToObj("job-%06d"::formatted).toList();
      assertThat(seen).isEqualTo(sent);
    }
  }
}
