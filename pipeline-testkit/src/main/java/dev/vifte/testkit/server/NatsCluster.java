package dev.vifte.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three NATS servers as one cluster. Closing it ends them and removes what they held.
public final class NatsCluster implements AutoCloseable {
  private static final int SIZE = 3;
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  private final List<NatsServer> servers = new ArrayList<>();
  private final List<Ready> health = new ArrayList<>();

  private NatsCluster() {}

  /// A cluster that syncs always.
  public static NatsCluster start() throws IOException, InterruptedException {
    return start(NatsServer.Sync.ALWAYS);
  }

  public static NatsCluster start(NatsServer.Sync sync) throws IOException, InterruptedException {
    return start(sync, Optional.empty(), NatsCluster::direct);
  }

  /// With a proxy between the servers: the ways are `nats-0>nats-1` and so on.
  public static NatsCluster startBehind(Toxiproxy proxy, NatsServer.Sync sync)
      throws IOException, InterruptedException {
    return start(sync, Optional.empty(), proxy::open);
  }

  /// With the stores of all in an empty folder that is not removed at the end.
  public static NatsCluster startOn(Path disk, NatsServer.Sync sync)
      throws IOException, InterruptedException {
    return start(sync, Optional.of(disk), NatsCluster::direct);
  }

  /// How one server reaches another.
  private interface Way {
    int to(String name, int port) throws IOException, InterruptedException;
  }

  private static int direct(String name, int port) {
    return port;
  }

  private static NatsCluster start(NatsServer.Sync sync, Optional<Path> disk, Way way)
      throws IOException, InterruptedException {
    var cluster = new NatsCluster();
    try {
      cluster.startAll(sync, disk, way);
      cluster.awaitHealthy();
      return cluster;
    } catch (IOException | InterruptedException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  /// The servers, each to stop, kill, freeze and start again.
  public List<NatsServer> servers() {
    return List.copyOf(servers);
  }

  /// The addresses of all, separated by commas.
  public String urls() {
    return servers.stream()
        .map(NatsServer::url)
        .map(URI::toString)
        .collect(Collectors.joining(","));
  }

  /// Waits until every server says that it is well and up to date.
  ///
  /// @throws AssertionError when one is not before the deadline
  public void awaitHealthy() {
    long end = System.nanoTime() + DEADLINE;
    while (!health.stream().allMatch(Ready::answers)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("the NATS cluster is not healthy; see the logs in " + servers);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
    }
  }

  private void startAll(NatsServer.Sync sync, Optional<Path> disk, Way way)
      throws IOException, InterruptedException {
    List<Integer> routes = IntStream.range(0, SIZE).mapToObj(_ -> FreePort.any()).toList();
    for (int i = 0; i < SIZE; i++) {
      int monitoring = FreePort.any();
      String more =
          """
          server_name: nats-%d
          http: "127.0.0.1:%d"
          cluster { name: vifte, listen: "127.0.0.1:%d", routes: %s }
          """
              .formatted(i + 1, monitoring, routes.get(i), routes(i, routes, way));
      servers.add(NatsServer.start(FreePort.any(), place(disk, i), sync, more));
      health.add(Ready.http(URI.create("http://127.0.0.1:%d/healthz".formatted(monitoring))));
    }
  }

  /// The addresses of the others as one of them reaches them.
  private static List<String> routes(int from, List<Integer> ports, Way way)
      throws IOException, InterruptedException {
    var routes = new ArrayList<String>();
    for (int to = 0; to < SIZE; to++) {
      if (to != from) {
        int port = way.to("nats-%d>nats-%d".formatted(from, to), ports.get(to));
        routes.add("nats://127.0.0.1:" + port);
      }
    }
    return routes;
  }

  private static NatsServer.Place place(Optional<Path> disk, int number) throws IOException {
    Path folder = ServerProcess.freshFolder("nats");
    return new NatsServer.Place(folder, disk.orElse(folder).resolve("data-" + number));
  }

  @Override
  public void close() throws IOException {
    for (NatsServer server : servers) {
      server.close();
    }
  }
}
