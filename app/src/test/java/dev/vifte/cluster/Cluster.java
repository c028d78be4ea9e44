package dev.vifte.cluster;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// NATS, MinIO and the nodes on them, all on this machine.
final class Cluster implements AutoCloseable {
  private final Path folder;
  private final NatsServer nats;
  private final S3Server minio;
  private final List<NodeProcess> gateways = new ArrayList<>();
  private final List<NodeProcess> workers = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();

  private Cluster(Path folder, NatsServer nats, S3Server minio) {
    this.folder = folder;
    this.nats = nats;
    this.minio = minio;
  }

  /// Servers, gateways and workers; all of them are up when it returns.
  static Cluster start(Path folder, int gateways, int workers)
      throws IOException, InterruptedException {
    var cluster = new Cluster(folder, NatsServer.start(), Minio.start());
    try {
      for (int i = 0; i < gateways; i++) {
        cluster.addGateway();
      }
      for (int i = 0; i < workers; i++) {
        cluster.workers.add(cluster.worker(i));
      }
      for (NodeProcess worker : cluster.workers) {
        URI _ = worker.awaitUp();
      }
      return cluster;
    } catch (IOException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  NatsServer nats() {
    return nats;
  }

  S3Server minio() {
    return minio;
  }

  URI gateway(int number) {
    return addresses.get(number);
  }

  /// Kills a worker as `kill -9` does and starts another in its place.
  void replaceWorker(int number) throws IOException, InterruptedException {
    workers.get(number).kill();
    workers.set(number, worker(number));
  }

  /// Stops a worker as an operator does; its exit code.
  int stopWorker(int number) throws InterruptedException {
    return workers.get(number).stop();
  }

  /// What all nodes logged.
  String logs() throws IOException {
    var all = new StringBuilder();
    for (List<NodeProcess> nodes : List.of(gateways, workers)) {
      for (NodeProcess node : nodes) {
        all.append(node.log()).append('\n');
      }
    }
    return all.toString();
  }

  /// Settings that name the servers.
  Map<String, String> environment() {
    return Map.of(
        "VIFTE_OBJECTS",
        "s3:" + minio.endpoint() + "/vifte",
        "VIFTE_EVENTS",
        nats.url().toString(),
        "VIFTE_S3_ACCESS_KEY",
        minio.accessKey(),
        "VIFTE_S3_SECRET_KEY",
        minio.secretKey());
  }

  private void addGateway() throws IOException {
    int number = gateways.size();
    var gateway =
        NodeProcess.start(
            folder.resolve("gateway-" + number),
            with(Map.of("VIFTE_NODE_NAME", "gateway-" + number)),
            "up",
            "--gateway",
            "--port",
            "0");
    gateways.add(gateway);
    addresses.add(gateway.awaitUp());
  }

  private NodeProcess worker(int number) throws IOException {
    return NodeProcess.start(
        folder.resolve("worker-" + number),
        with(Map.of("VIFTE_NODE_NAME", "worker-" + number, "VIFTE_NODE_CPU_THREADS", "1")),
        "up",
        "--workers",
        "all");
  }

  private Map<String, String> with(Map<String, String> more) {
    var all = new HashMap<>(environment());
    all.putAll(more);
    return all;
  }

  @Override
  public void close() throws IOException {
    gateways.forEach(NodeProcess::close);
    workers.forEach(NodeProcess::close);
    try (nats;
        minio) {
      // both, even when one fails
    }
  }
}
