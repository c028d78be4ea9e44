package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.UnreachableException;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NatsOpenIT {
  private static NatsServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        NatsServer.start(
            NatsServer.Sync.LAZY, "authorization { user: vifte, password: \"let-me-in\" }");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void streams_are_made_once_and_found_again() throws Exception {
    NatsSettings settings = settings();
    Nats.open(settings).close();

    try (NatsState again = Nats.open(settings)) {
      var info = again.api().call("STREAM.INFO." + again.layout().work().getName(), new byte[0]);
      assertThat(info.at("/config/retention").asText()).isEqualTo("workqueue");
    }
  }

  @Test
  void the_clock_is_that_of_the_server() throws Exception {
    try (NatsState state = Nats.open(settings())) {
      assertThat(Duration.between(Instant.now(), state.clock().instant()).abs())
          .isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_wrong_password_is_told_without_showing_it() {
    var login = new NatsLogin.Password("vifte", "a-wrong-one");

    assertThatThrownBy(() -> Nats.open(settings().withLogin(login)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not let us in as user vifte")
        .hasMessageContaining(server.url().toString())
        .hasMessageNotContaining("a-wrong-one");
  }

  @Test
  void a_server_that_is_not_there_is_told_with_its_address() {
    assertThatThrownBy(() -> Nats.open(NatsSettings.of("nats://127.0.0.1:1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no NATS server answers at nats://127.0.0.1:1");
  }

  @Test
  void who_could_not_connect_at_first_leaves_nothing_behind_that_goes_on_trying() throws Exception {
    var knocks = new AtomicInteger();
    try (var door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      var _ = Thread.ofVirtual().start(() -> slam(door, knocks));
      String url = "nats://127.0.0.1:" + door.getLocalPort();

      assertThatThrownBy(() -> Nats.open(NatsSettings.of(url)))
          .isInstanceOf(UnreachableException.class);
      int before = knocks.get();
      RealTime.pass(Duration.ofSeconds(3));

      assertThat(before).isPositive();
      assertThat(knocks).hasValue(before);
    }
  }

  private static void slam(ServerSocket door, AtomicInteger knocks) {
    try {
      while (true) {
        door.accept().close();
        knocks.incrementAndGet();
      }
    } catch (IOException e) {
      // the door is gone: the test is over
    }
  }

  @Test
  void a_stream_that_differs_in_small_things_is_used_as_it_is() throws Exception {
    NatsSettings settings = settings();
    Nats.open(settings).close();

    try (NatsState state = Nats.open(settings.withMaxWorkBytes(4 << 20))) {
      var info = state.api().call("STREAM.INFO." + state.layout().work().getName(), new byte[0]);
      assertThat(info.at("/config/max_bytes").asLong()).isEqualTo(settings.maxWorkBytes());
      assertThat(Drift.between(state.layout().work(), new Layout(settings).work()))
          .isEqualTo(new Drift(List.of(), List.of("max bytes is 16777216, should be 4194304")));
    }
  }

  @Test
  void a_stream_of_another_kind_is_refused_with_what_to_do() throws Exception {
    NatsSettings settings = settings();
    foreign(
        StreamConfiguration.builder(new Layout(settings).events())
            .name(new Layout(settings).work().getName())
            .build());

    assertThatThrownBy(() -> Nats.open(settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("retention is")
        .hasMessageContaining("should be workqueue")
        .hasMessageContaining("choose another space");
  }

  @Test
  void a_foreign_stream_on_our_subjects_is_refused_with_what_to_do() throws Exception {
    NatsSettings settings = settings();
    foreign(
        StreamConfiguration.builder()
            .name("FOREIGN-" + settings.space())
            .subjects(settings.space() + ".>")
            .build());

    assertThatThrownBy(() -> Nats.open(settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another stream takes subjects of")
        .hasMessageContaining(settings.space() + ".work.>");
  }

  @Test
  void replicas_without_a_cluster_are_refused_with_what_to_do() {
    assertThatThrownBy(() -> Nats.open(settings().withReplicas(3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 replicas need a cluster");
  }

  /// Makes a stream as some other program would.
  private static void foreign(StreamConfiguration stream) throws Exception {
    try (Link link = Link.open(settings())) {
      link.connection().jetStreamManagement().addStream(stream);
    }
  }

  private static NatsSettings settings() {
    return NatsSettings.of(server.url().toString())
        .withLogin(new NatsLogin.Password("vifte", "let-me-in"))
        .withMaxWorkBytes(16 << 20)
        .withSpace(Spaces.fresh());
  }
}
