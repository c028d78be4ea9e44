package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Wait;
import dev.vifte.testkit.server.FreePort;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The servers that the products stand on: one MinIO for all, and a broker for each.
final class Stores implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final S3Server minio;
  private final NatsServer nats;
  private final Optional<ProcessGroup> redis;
  private final int redisPort;

  private Stores(S3Server minio, NatsServer nats, Optional<ProcessGroup> redis, int redisPort) {
    this.minio = minio;
    this.nats = nats;
    this.redis = redis;
    this.redisPort = redisPort;
  }

  static Stores start(Path folder) throws Exception {
    int port = FreePort.any();
    return new Stores(Minio.start(), NatsServer.start(), Optional.of(redis(folder, port)), port);
  }

  /// For Vifte alone.
  static Stores startOurs() throws Exception {
    return new Stores(Minio.start(), NatsServer.start(), Optional.empty(), 0);
  }

  /// With its log of writes flushed each second, its usual setting.
  static ProcessGroup redis(Path folder, int port) throws Exception {
    Path data = Files.createDirectories(folder.resolve("redis"));
    List<String> command =
        List.of(
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--appendonly",
            "yes",
            "--save",
            "");
    var launch = new ProcessGroup.Launch(command, data, Map.of(), folder.resolve("redis.log"));
    ProcessGroup group = ProcessGroup.start(launch);
    if (!Wait.until(() -> accepts(port), Duration.ofMillis(20), START)) {
      group.close();
      throw new IllegalStateException("redis-server does not start; see " + launch.log());
    }
    return group;
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  S3Server minio() {
    return minio;
  }

  NatsServer nats() {
    return nats;
  }

  int redisPort() {
    return redisPort;
  }

  /// What the servers of a product count, and the client, which uses the same cores.
  Map<String, Processes> processes(String product) {
    var all = new LinkedHashMap<String, Processes>();
    if (!product.equals("vifte-embedded")) {
      all.put("MinIO", Processes.of(minio.process().pid()));
      all.put(
          "the broker",
          product.equals("vifte")
              ? Processes.of(nats.process().pid())
              : redis.orElseThrow().processes());
    }
    all.put("the client", Processes.here());
    return all;
  }

  @Override
  public void close() throws IOException {
    try (minio;
        nats) {
      // each ends even when another does not
    } finally {
      if (redis.isPresent()) {
        redis.get().close();
      }
    }
  }
}
