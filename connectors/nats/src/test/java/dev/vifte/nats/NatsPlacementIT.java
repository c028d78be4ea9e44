package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Streams lie where they have to lie, or nothing starts.
final class NatsPlacementIT {
  private static NatsCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = NatsCluster.start(NatsServer.Sync.LAZY);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void streams_are_made_in_the_cluster_that_is_named() throws Exception {
    try (NatsState state = Nats.open(settings().withPlacement(in("vifte")))) {
      var info = state.api().call("STREAM.INFO." + state.layout().work().getName(), new byte[0]);

      assertThat(info.at("/cluster/name").asText()).isEqualTo("vifte");
      assertThat(info.at("/config/placement/cluster").asText()).isEqualTo("vifte");
    }
  }

  @Test
  void streams_that_lie_elsewhere_are_refused() throws Exception {
    NatsSettings settings = settings();
    Nats.open(settings.withPlacement(in("vifte"))).close();

    assertThatThrownBy(() -> Nats.open(settings.withPlacement(in("elsewhere"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("placement is cluster vifte")
        .hasMessageContaining("should be cluster elsewhere");
  }

  @Test
  void streams_that_may_lie_anywhere_are_refused_where_a_place_is_wanted() throws Exception {
    NatsSettings settings = settings();
    Nats.open(settings).close();

    assertThatThrownBy(() -> Nats.open(settings.withPlacement(in("vifte"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("placement is anywhere");
  }

  @Test
  void servers_without_the_tags_get_no_stream() {
    var eu = new NatsPlacement(Optional.empty(), List.of("region:eu"));

    assertThatThrownBy(() -> Nats.open(settings().withPlacement(eu)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tags");
  }

  @Test
  void a_server_alone_is_in_no_cluster_and_refused() throws Exception {
    try (NatsServer alone = NatsServer.start(NatsServer.Sync.LAZY)) {
      var settings =
          NatsSettings.of(alone.url().toString())
              .withMaxWorkBytes(16 << 20)
              .withPlacement(in("vifte"));

      assertThatThrownBy(() -> Nats.open(settings))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no cluster");
    }
  }

  private static NatsPlacement in(String name) {
    return new NatsPlacement(Optional.of(name), List.of());
  }

  private static NatsSettings settings() {
    return NatsSettings.of(cluster.urls()).withMaxWorkBytes(16 << 20).withSpace(Spaces.fresh());
  }
}
