package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.impl.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Streams of some size, so that the servers wait for what they have sent.
final class NatsCopyIT {
  private static final int MESSAGES = 2_000;
  private static final int BYTES = 16 << 10;

  @Test
  void a_stream_comes_back_with_every_message() throws Exception {
    try (NatsServer server = NatsServer.start()) {
      assertComesBack(server.url(), 1);
    }
  }

  @Test
  void a_stream_of_three_servers_comes_back_with_every_message() throws Exception {
    try (NatsCluster servers = NatsCluster.start()) {
      assertComesBack(servers.urls(), 3);
    }
  }

  private static void assertComesBack(Object urls, int replicas) throws Exception {
    NatsSettings settings = filled(urls, replicas);
    try (NatsCopy streams = NatsCopy.open(settings)) {
      String ingest = streams.streams().getFirst();
      NatsCopy.Held before = streams.find(ingest).orElseThrow();
      var copy = new ByteArrayOutputStream();
      byte[] made = streams.copy(ingest, copy);
      streams.remove(ingest);
      assertThat(streams.find(ingest)).isEmpty();

      streams.restore(ingest, made, new ByteArrayInputStream(copy.toByteArray()));

      assertThat(before.messages()).isEqualTo(MESSAGES);
      assertThat(streams.find(ingest)).contains(before);
    }
  }

  private static NatsSettings filled(Object urls, int replicas) throws IOException {
    try (var states = new States(replicas)) {
      NatsSettings settings = states.settings(urls);
      NatsState state = states.open(settings);
      String subject = settings.space() + ".ingest.media";
      var noise = new Random(7); // what can be compressed would be small
      var sent = new ArrayList<CompletableFuture<Api.Stored>>();
      for (int i = 0; i < MESSAGES; i++) {
        byte[] body = new byte[BYTES];
        noise.nextBytes(body);
        sent.add(state.api().publish(subject, new Headers(), body));
      }
      for (CompletableFuture<Api.Stored> each : sent) {
        Api.Stored _ = Api.await(each);
      }
      return settings;
    }
  }
}
