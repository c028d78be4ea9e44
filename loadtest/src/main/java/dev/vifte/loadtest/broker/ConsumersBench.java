package dev.vifte.loadtest.broker;

import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Suite;
import dev.vifte.loadtest.Wait;
import dev.vifte.loadtest.peers.Processes;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What three NATS servers pay for many durable consumers, each a Raft group of its own: memory,
/// processor time while nothing happens, and how long all of them are without a leader when the
/// server that leads the stream is killed. A pool with all its lanes and shards busy has 24.
public final class ConsumersBench {
  private static final List<Integer> COUNTS = List.of(4, 100, 770);
  private static final String SPACE = "consumers";
  private static final String STREAM = "CONSUMERS_WORK";
  private static final Duration STILL = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Suite suite;

  public ConsumersBench(Suite suite) {
    this.suite = suite;
  }

  public void run() throws Exception {
    for (int count : COUNTS) {
      try (NatsCluster cluster = NatsCluster.start()) {
        Nats.open(NatsSettings.of(cluster.urls()).withSpace(SPACE).withReplicas(3)).close();
        measure(cluster, count);
      }
    }
  }

  private void measure(NatsCluster cluster, int count) throws Exception {
    Options options =
        Options.builder()
            .servers(cluster.urls().split(","))
            .maxReconnects(-1)
            .reconnectWait(PAUSE)
            .connectionTimeout(Duration.ofSeconds(2))
            .build();
    Connection connection = io.nats.client.Nats.connect(options);
    try {
      JetStreamManagement server = connection.jetStreamManagement();
      for (int n = 0; n < count; n++) {
        server.addOrUpdateConsumer(STREAM, consumer(n));
      }
      require(Wait.until(() -> allLed(server, count, "nobody"), PAUSE, PATIENCE));
      atRest(cluster, count);
      failover(cluster, server, count);
    } finally {
      connection.close();
    }
  }

  private static ConsumerConfiguration consumer(int n) {
    return ConsumerConfiguration.builder()
        .durable("place-" + n)
        .filterSubject("%s.work.batch.p%d.0.*".formatted(SPACE, n))
        .ackPolicy(AckPolicy.Explicit)
        .maxAckPending(1_000_000)
        .build();
  }

  private void atRest(NatsCluster cluster, int count) throws IOException {
    var memory = new ArrayList<Double>();
    Duration before = cpu(cluster);
    Wait.pause(STILL);
    Duration used = cpu(cluster).minus(before);
    for (NatsServer each : cluster.servers()) {
      memory.add(Processes.of(each.process().pid()).residentMiB());
    }
    add(count, "memory of one of the servers", "MiB", memory);
    double perSecond = used.toMillis() / (double) STILL.toSeconds();
    add(count, "processor of all three at rest, in a second", "ms", List.of(perSecond));
  }

  private static Duration cpu(NatsCluster cluster) throws IOException {
    Duration sum = Duration.ZERO;
    for (NatsServer each : cluster.servers()) {
      sum = sum.plus(Processes.of(each.process().pid()).cpu());
    }
    return sum;
  }

  /// From the kill until every consumer is led by one of the two that are left.
  private void failover(NatsCluster cluster, JetStreamManagement server, int count)
      throws Exception {
    String leader =
        Optional.ofNullable(server.getStreamInfo(STREAM).getClusterInfo())
            .map(ClusterInfo::getLeader)
            .orElseThrow();
    int number = Integer.parseInt(leader.substring("nats-".length()));
    long from = System.nanoTime();
    cluster.servers().get(number - 1).process().kill();
    require(Wait.until(() -> allLed(server, count, leader), PAUSE, PATIENCE));
    double seconds = (System.nanoTime() - from) / 1e9;
    add(count, "until all are led again after kill -9 of a server", "s", List.of(seconds));
  }

  private static boolean allLed(JetStreamManagement server, int count, String notBy) {
    try {
      List<ConsumerInfo> all = server.getConsumers(STREAM);
      return all.size() == count && all.stream().allMatch(each -> isLed(each, notBy));
    } catch (IOException | JetStreamApiException e) {
      return false;
    }
  }

  private static boolean isLed(ConsumerInfo consumer, String notBy) {
    return Optional.ofNullable(consumer.getClusterInfo())
        .flatMap(cluster -> Optional.ofNullable(cluster.getLeader()))
        .filter(leader -> !leader.isEmpty() && !leader.equals(notBy))
        .isPresent();
  }

  private static void require(boolean led) {
    if (!led) {
      throw new IllegalStateException("some consumers have no leader after " + PATIENCE);
    }
  }

  private void add(int count, String what, String unit, List<Double> rounds) throws IOException {
    suite.add(Figure.of("consumers", what, unit, rounds).by("%,d consumers, R3".formatted(count)));
  }
}
