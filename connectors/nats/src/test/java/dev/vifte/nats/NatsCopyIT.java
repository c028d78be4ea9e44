package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobQuery;
import dev.vifte.job.RecordKey;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.impl.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Streams of some size, so that the servers wait for what they have sent.
final class NatsCopyIT {
  private static final int MESSAGES = 2_000;
  private static final int BYTES = 16 << 10;
  private static final int ROUNDS = 20;
  private static final int LISTED = 10;
  private static final JobQuery ALL =
      new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), LISTED);

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

  /// The two servers that did not take it back hear of its messages a moment later. Where that was
  /// not waited for, about one round of thirty listed nothing on a busy machine.
  @Test
  void what_came_back_to_three_servers_is_listed_whole_at_once() throws Exception {
    try (NatsCluster servers = NatsCluster.start(NatsServer.Sync.LAZY);
        var states = new States(3)) {
      NatsSettings settings = states.settings(servers.urls());
      try (NatsState state = states.open(settings)) {
        for (int n = 0; n < LISTED; n++) {
          state.jobs().create(RecordKey.of(job(n)), receiving(n, START));
        }
      }
      try (NatsCopy streams = NatsCopy.open(settings)) {
        String jobs = streams.streams().get(2);
        var copy = new ByteArrayOutputStream();
        byte[] made = streams.copy(jobs, copy);
        for (int round = 0; round < ROUNDS; round++) {
          streams.remove(jobs);
          streams.restore(jobs, made, new ByteArrayInputStream(copy.toByteArray()));
          try (NatsState state = states.open(settings)) {
            assertThat(state.jobs().find(ALL)).as("round %d", round).hasSize(LISTED);
          }
        }
      }
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
