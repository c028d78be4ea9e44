package dev.vifte.cluster;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Toxiproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The servers of a cluster, and the proxy before them.
///
/// @param closing what ends them, in the order they were started
/// @param ways port by way of the proxy
record Backing(
    Plan plan,
    List<NatsServer> brokers,
    List<S3Server> stores,
    Optional<Toxiproxy> proxy,
    Map<String, Integer> ways,
    List<AutoCloseable> closing)
    implements AutoCloseable {
  static Backing start(Plan plan) throws IOException, InterruptedException {
    var closing = new ArrayList<AutoCloseable>();
    if (plan.on() == On.EMBEDDED) {
      return new Backing(plan, List.of(), List.of(), Optional.empty(), Map.of(), closing);
    }
    Optional<Toxiproxy> proxy = Optional.empty();
    if (plan.servers().proxied()) {
      proxy = Optional.of(Toxiproxy.start());
      closing.add(proxy.get());
    }
    List<NatsServer> brokers =
        plan.on() == On.R3 ? three(plan, proxy, closing) : one(plan, closing);
    var disk = plan.servers().storeDisk();
    S3Server store = disk.isPresent() ? Minio.startOn(disk.get()) : Minio.start();
    closing.add(store);
    Map<String, Integer> ways = new HashMap<>();
    if (proxy.isPresent()) {
      for (String side : List.of("gateway", "worker")) {
        open(proxy.get(), side + "-s3", store.endpoint().getPort(), ways);
        if (plan.on() == On.R1) {
          open(proxy.get(), side + "-nats", brokers.getFirst().url().getPort(), ways);
        }
      }
    }
    return new Backing(plan, brokers, List.of(store), proxy, ways, closing);
  }

  private static void open(Toxiproxy proxy, String way, int port, Map<String, Integer> ways)
      throws IOException, InterruptedException {
    ways.put(way, proxy.open(way, port));
  }

  private static List<NatsServer> one(Plan plan, List<AutoCloseable> closing)
      throws IOException, InterruptedException {
    var disk = plan.servers().brokerDisk();
    var sync = plan.servers().sync();
    NatsServer one =
        disk.isPresent() ? NatsServer.startOn(disk.get(), sync) : NatsServer.start(sync);
    closing.add(one);
    return List.of(one);
  }

  private static List<NatsServer> three(
      Plan plan, Optional<Toxiproxy> proxy, List<AutoCloseable> closing)
      throws IOException, InterruptedException {
    var disk = plan.servers().brokerDisk();
    var sync = plan.servers().sync();
    NatsCluster three;
    if (proxy.isPresent()) {
      three = NatsCluster.startBehind(proxy.get(), sync);
    } else {
      three = disk.isPresent() ? NatsCluster.startOn(disk.get(), sync) : NatsCluster.start(sync);
    }
    closing.add(three);
    return three.servers();
  }

  S3Server store() {
    return stores.getFirst();
  }

  String brokerUrls() {
    return String.join(",", brokers.stream().map(each -> each.url().toString()).toList());
  }

  /// Settings of a node that name the servers.
  Map<String, String> settings(String node) {
    if (plan.on() == On.EMBEDDED) {
      return Map.of();
    }
    String side = node.startsWith("gateway") ? "gateway" : "worker";
    int s3 = ways.getOrDefault(side + "-s3", store().endpoint().getPort());
    String events =
        ways.containsKey(side + "-nats")
            ? "nats://127.0.0.1:" + ways.get(side + "-nats")
            : brokerUrls();
    return Map.of(
        "VIFTE_OBJECTS",
        "s3:http://127.0.0.1:%d/vifte".formatted(s3),
        "VIFTE_EVENTS",
        events,
        "VIFTE_NATS_REPLICAS",
        plan.on() == On.R3 ? "3" : "1",
        "VIFTE_S3_ACCESS_KEY",
        store().accessKey(),
        "VIFTE_S3_SECRET_KEY",
        store().secretKey());
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable each : closing.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IOException(each + " did not close", e);
      }
    }
  }
}
