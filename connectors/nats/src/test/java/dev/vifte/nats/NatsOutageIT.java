package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.UnreachableException;
import dev.vifte.queue.TaskMessage;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.Probe;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Servers that die, hang and come back.
final class NatsOutageIT {
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final int MESSAGES = 600;

  /// What may be in hand when a server dies: that many may run twice.
  private static final int SLOTS = 16;

  private final States single = new States(1);
  private final States clustered = new States(3);

  @AfterEach
  void close() throws Exception {
    single.close();
    clustered.close();
  }

  @Test
  void a_server_killed_under_load_and_started_again_loses_nothing() throws Exception {
    try (NatsServer server = NatsServer.start();
        var load = new Workload(single.fresh(server.url()).queue(), LEASE)) {
      Thread publisher = publish(load);
      Probe.eventually("some are done", () -> load.settled() > MESSAGES / 4);

      server.process().kill();
      server.process().startAgain();

      finish(load, publisher);
    }
  }

  @Test
  void a_server_frozen_for_longer_than_a_lease_loses_nothing() throws Exception {
    try (NatsServer server = NatsServer.start(Sync.LAZY);
        var load = new Workload(single.fresh(server.url()).queue(), LEASE)) {
      Thread publisher = publish(load);
      Probe.eventually("some are done", () -> load.settled() > MESSAGES / 4);

      server.process().freeze();
      RealTime.pass(LEASE.plusSeconds(1));
      server.process().thaw();

      finish(load, publisher);
    }
  }

  @Test
  void a_server_of_a_cluster_killed_under_load_loses_nothing() throws Exception {
    try (NatsCluster cluster = NatsCluster.start();
        var load = new Workload(clustered.fresh(cluster.urls()).queue(), LEASE)) {
      Thread publisher = publish(load);
      Probe.eventually("some are done", () -> load.settled() > MESSAGES / 4);

      cluster.servers().getFirst().process().kill();
      Probe.eventually("more are done", () -> load.settled() > MESSAGES / 2);
      cluster.servers().getFirst().process().startAgain();

      finish(load, publisher);
    }
  }

  @Test
  void a_server_that_is_away_is_told_as_one_that_is_away() throws Exception {
    try (NatsServer server = NatsServer.start(Sync.LAZY)) {
      NatsState state = single.fresh(server.url());
      Api api = state.api();

      server.process().kill();

      Probe.eventually("that is noticed", () -> failure(api).toString().contains("not sent"));
      assertThat(failure(api)).isInstanceOf(UnreachableException.class);
      for (int ask = 1; ask <= 2; ask++) { // the second is answered from the memory of the first
        assertThatThrownBy(() -> state.queue().load()).isInstanceOf(UnreachableException.class);
      }
    }
  }

  private static IOException failure(Api api) {
    try {
      throw new AssertionError(api.call("INFO", new byte[0]));
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void a_login_refused_for_a_while_is_let_in_again() throws Exception {
    String right = "authorization { user: vifte, password: right }";
    try (NatsServer server = NatsServer.start(Sync.LAZY, right)) {
      NatsSettings settings =
          single.settings(server.url()).withLogin(new NatsLogin.Password("vifte", "right"));
      try (var load = new Workload(single.open(settings).queue(), LEASE)) {
        server.process().stop();
        edit(server, "right", "wrong");
        server.process().startAgain();
        RealTime.pass(Duration.ofSeconds(3));
        server.process().stop();
        edit(server, "wrong", "right");
        server.process().startAgain();

        load.publishAll(List.of(message(1)));
        Probe.eventually("it is done", () -> load.settled() == 1);
      }
    }
  }

  private static Thread publish(Workload load) {
    List<TaskMessage> messages = IntStream.range(0, MESSAGES).mapToObj(Fixtures::message).toList();
    return Thread.ofVirtual().start(() -> load.publishAll(messages));
  }

  private static void finish(Workload load, Thread publisher) throws Exception {
    Probe.eventually("all are published", () -> !publisher.isAlive());
    Probe.eventually("all are done", load::queueIsEmpty);
    assertThat(load.ran()).hasSize(MESSAGES);
    // acknowledgements that were on their way when the server died: no more than there are slots
    assertThat(load.ranAfterSettled()).hasSizeLessThanOrEqualTo(SLOTS);
    assertThat(load.repeats()).isLessThanOrEqualTo(SLOTS + 1);
  }

  private static void edit(NatsServer server, String from, String to) throws Exception {
    Path file = server.process().folder().resolve("nats.conf");
    Files.writeString(file, Files.readString(file).replace("password: " + from, "password: " + to));
  }
}
