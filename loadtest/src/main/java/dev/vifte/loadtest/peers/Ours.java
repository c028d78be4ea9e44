package dev.vifte.loadtest.peers;

import dev.vifte.testkit.server.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Vifte as it is measured, from the sources.
///
/// @param home of the sources
/// @param data a folder for what it keeps
record Ours(Path home, Path data, Stores stores) {
  /// Gateway and worker as two processes, on NATS and MinIO.
  Peer vifte() {
    return vifte(Map.of());
  }

  /// The same.
  ///
  /// @param more settings by their names in the environment
  Peer vifte(Map<String, String> more) {
    int port = FreePort.any();
    var environment = environment("vifte", port);
    environment.put("VIFTE_OBJECTS", bucket());
    environment.put("VIFTE_S3_ACCESS_KEY", stores.minio().accessKey());
    environment.put("VIFTE_S3_SECRET_KEY", stores.minio().secretKey());
    environment.put("VIFTE_EVENTS", stores.nats().url().toString());
    environment.putAll(more);
    var door = Door.ofVifte(port, "photos");
    return new Peer(
        "vifte",
        home,
        environment,
        command("init"),
        command("up --gateway"),
        command("up --workers all"),
        door);
  }

  /// Where its objects lie then.
  String bucket() {
    return "s3:%s/vifte".formatted(stores.minio().endpoint());
  }

  /// Everything in one process, no server.
  Peer embedded() {
    int port = FreePort.any();
    var environment = environment("vifte-embedded", port);
    var door = Door.ofVifte(port, "photos");
    return new Peer("vifte-embedded", home, environment, List.of(), command("up"), List.of(), door);
  }

  private List<String> command(String words) {
    var all = new ArrayList<>(List.of(home.resolve("vifte").toString()));
    all.addAll(List.of(words.split(" ")));
    return all;
  }

  private Map<String, String> environment(String name, int port) {
    var environment = new HashMap<String, String>();
    environment.put("VIFTE_HTTP_PORT", String.valueOf(port));
    environment.put("VIFTE_DATA", data.resolve(name).toString());
    environment.put("VIFTE_PIPELINES", home.resolve("loadtest/peers/vifte").toString());
    environment.put("VIFTE_NODE_CPU_THREADS", Peers.CONCURRENCY);
    environment.put("VIFTE_HEAP", "512m");
    environment.put("VIFTE_LOG_LEVEL", "warn");
    // a thread that ends takes its count with it
    environment.put("JAVA_OPTS", "-XX:-UseDynamicNumberOfCompilerThreads");
    return environment;
  }
}
