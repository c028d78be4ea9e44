package dev.vifte.cluster;

import dev.vifte.testkit.server.FreePort;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Toxiproxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Servers and the nodes on them, all on this machine. Nodes are called `gateway-0`, `worker-0` and
/// so on; embedded there is one, `worker-0`, which is the gateway too. Servers are `minio`,
/// `nats-0` and so on.
public final class Cluster implements AutoCloseable {
  private final Path folder;
  private final Plan plan;
  private final Backing backing;
  private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
  private final List<URI> addresses = new ArrayList<>();

  private Cluster(Path folder, Plan plan, Backing backing) {
    this.folder = folder;
    this.plan = plan;
    this.backing = backing;
  }

  /// Servers, gateways and workers; all of them are up when it returns.
  static Cluster start(Path folder, int gateways, int workers)
      throws IOException, InterruptedException {
    return start(folder, Plan.of(On.R1, gateways, workers));
  }

  /// All that is planned; all of it is up when it returns.
  public static Cluster start(Path folder, Plan plan) throws IOException, InterruptedException {
    var cluster = new Cluster(folder, plan, Backing.start(plan));
    try {
      cluster.startNodes();
      return cluster;
    } catch (IOException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void startNodes() throws IOException {
    if (plan.on() == On.EMBEDDED) {
      addGateway("worker-0");
      return;
    }
    for (int i = 0; i < plan.gateways(); i++) {
      addGateway("gateway-" + i, "--gateway");
    }
    for (int i = 0; i < plan.workers(); i++) {
      nodes.put("worker-" + i, node("worker-" + i, "up", "--workers", "all"));
    }
    for (NodeProcess each : workers()) {
      URI _ = each.awaitUp();
    }
  }

  public Plan plan() {
    return plan;
  }

  NatsServer nats() {
    return backing.brokers().getFirst();
  }

  /// The NATS servers; none when embedded.
  public List<NatsServer> brokers() {
    return backing.brokers();
  }

  /// Their addresses, past any proxy.
  public String brokerUrls() {
    return backing.brokerUrls();
  }

  public S3Server minio() {
    return backing.store();
  }

  /// The proxy, when it was planned. Its ways are `gateway-s3` and `worker-s3`; to one NATS server
  /// `gateway-nats` and `worker-nats`; between three `nats-0>nats-1` and so on.
  public Toxiproxy proxy() {
    return backing.proxy().orElseThrow();
  }

  public URI gateway(int number) {
    return addresses.get(number);
  }

  /// A node by its name.
  public NodeProcess node(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  public Map<String, NodeProcess> nodes() {
    return Map.copyOf(nodes);
  }

  /// Settings that name the servers.
  Map<String, String> environment() {
    return backing.settings("gateway-0");
  }

  /// Kills a worker as `kill -9` does and starts another in its place.
  void replaceWorker(int number) throws IOException, InterruptedException {
    node("worker-" + number).kill();
    node("worker-" + number).startAgain();
  }

  /// Starts every node that has died again, as whoever runs it would.
  public void revive() throws IOException {
    for (NodeProcess each : nodes.values()) {
      if (!each.alive()) {
        each.startAgain();
        URI _ = each.awaitUp();
      }
    }
  }

  private List<NodeProcess> workers() {
    return nodes.entrySet().stream()
        .filter(node -> node.getKey().startsWith("worker-"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// Always on the same port, so that clients find it again.
  private void addGateway(String name, String... role) throws IOException {
    var line = new ArrayList<>(List.of("up", "--port", Integer.toString(FreePort.any())));
    line.addAll(List.of(role));
    NodeProcess gateway = node(name, line.toArray(String[]::new));
    nodes.put(name, gateway);
    addresses.add(gateway.awaitUp());
  }

  private NodeProcess node(String name, String... arguments) throws IOException {
    var settings = new HashMap<>(backing.settings(name));
    settings.put("VIFTE_NODE_NAME", name);
    settings.put("VIFTE_NODE_WARM_UP", "0s");
    if (name.startsWith("worker-") && plan.on() != On.EMBEDDED) {
      settings.put("VIFTE_NODE_CPU_THREADS", "1");
    }
    settings.putAll(plan.settings());
    return NodeProcess.start(folder.resolve(name), settings, arguments);
  }

  @Override
  public void close() throws IOException {
    nodes.values().forEach(NodeProcess::close);
    backing.close();
  }
}
