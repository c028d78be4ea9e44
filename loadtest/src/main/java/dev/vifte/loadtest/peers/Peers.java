package dev.vifte.loadtest.peers;

import dev.vifte.testkit.server.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The products that are compared, each set up to do the same work with two jobs at once.
final class Peers {
  static final List<String> NAMES = List.of("vifte", "vifte-embedded", "bullmq", "celery");

  /// Celery as its documentation tells those to set it up whose tasks must not get lost.
  static final String CAREFUL = "celery-acks-late";

  private static final String CONCURRENCY = "2";

  private final Path home;
  private final Path data;
  private final Stores stores;
  private final Path node;
  private final Path python;

  private Peers(Path home, Path data, Stores stores, Installed installed) {
    this.home = home;
    this.data = data;
    this.stores = stores;
    this.node = installed.node();
    this.python = installed.python();
  }

  /// Installs the peers when they are not yet.
  ///
  /// @param home of the sources
  /// @param data a folder for what the products keep
  static Peers installed(Path home, Path data, Stores stores)
      throws IOException, InterruptedException {
    return new Peers(home, data, stores, Installed.from(home));
  }

  Peer named(String name) {
    return switch (name) {
      case "vifte" -> vifte();
      case "vifte-embedded" -> embedded();
      case "bullmq" -> bullmq();
      case "celery" -> celery(name, Map.of("REDIS_DB", "1"));
      case CAREFUL -> celery(name, Map.of("REDIS_DB", "4", "ACKS_LATE", "1"));
      default -> throw new IllegalArgumentException("no '%s' in %s".formatted(name, NAMES));
    };
  }

  /// Gateway and worker as two processes, on NATS and MinIO.
  private Peer vifte() {
    int port = FreePort.any();
    var environment = ours("vifte", port);
    environment.put("VIFTE_OBJECTS", "s3:%s/vifte".formatted(stores.minio().endpoint()));
    environment.put("VIFTE_S3_ACCESS_KEY", stores.minio().accessKey());
    environment.put("VIFTE_S3_SECRET_KEY", stores.minio().secretKey());
    environment.put("VIFTE_EVENTS", stores.nats().url().toString());
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

  private List<String> command(String words) {
    var all = new ArrayList<>(List.of(home.resolve("vifte").toString()));
    all.addAll(List.of(words.split(" ")));
    return all;
  }

  /// Everything in one process, no server.
  private Peer embedded() {
    int port = FreePort.any();
    var environment = ours("vifte-embedded", port);
    var door = Door.ofVifte(port, "photos");
    return new Peer("vifte-embedded", home, environment, List.of(), command("up"), List.of(), door);
  }

  private Map<String, String> ours(String name, int port) {
    var environment = new HashMap<String, String>();
    environment.put("VIFTE_HTTP_PORT", String.valueOf(port));
    environment.put("VIFTE_DATA", data.resolve(name).toString());
    environment.put("VIFTE_PIPELINES", home.resolve("loadtest/peers/vifte").toString());
    environment.put("VIFTE_NODE_CPU_THREADS", CONCURRENCY);
    environment.put("VIFTE_HEAP", "512m");
    environment.put("VIFTE_LOG_LEVEL", "warn");
    // a thread that ends takes its count with it
    environment.put("JAVA_OPTS", "-XX:-UseDynamicNumberOfCompilerThreads");
    return environment;
  }

  private Peer bullmq() {
    int port = FreePort.any();
    return new Peer(
        "bullmq",
        node,
        theirs("bullmq", port, Map.of()),
        List.of(),
        List.of("node", "gateway.js"),
        List.of("node", "worker.js"),
        Door.ofPeer(port));
  }

  private Peer celery(String name, Map<String, String> more) {
    int port = FreePort.any();
    String bin = python.resolve("bin").toString();
    return new Peer(
        name,
        python,
        theirs(name, port, more),
        List.of(),
        List.of(bin + "/uvicorn", "gateway:app", "--port", "" + port, "--log-level", "warning"),
        List.of(bin + "/celery", "-A", "tasks", "worker", "-l", "WARNING", "-c", CONCURRENCY),
        Door.ofPeer(port));
  }

  private Map<String, String> theirs(String bucket, int port, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("PORT", String.valueOf(port));
    environment.put("BUCKET", bucket);
    environment.put("CONCURRENCY", CONCURRENCY);
    environment.put("REDIS_PORT", String.valueOf(stores.redisPort()));
    environment.put("S3_ENDPOINT", stores.minio().endpoint().toString());
    environment.put("S3_ACCESS_KEY", stores.minio().accessKey());
    environment.put("S3_SECRET_KEY", stores.minio().secretKey());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    return environment;
  }
}
