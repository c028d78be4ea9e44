package dev.vifte.loadtest.peers;

import dev.vifte.testkit.server.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The products that are compared, each set up to do the same work with two jobs at once.
final class Peers {
  static final List<String> NAMES = List.of("vifte", "vifte-embedded", "bullmq", "celery");

  /// Celery as its documentation tells those to set it up whose tasks must not get lost.
  static final String CAREFUL = "celery-acks-late";

  static final String CONCURRENCY = "2";

  private final Ours ours;
  private final Stores stores;
  private final Path node;
  private final Path python;

  private Peers(Ours ours, Stores stores, Installed installed) {
    this.ours = ours;
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
    return new Peers(new Ours(home, data, stores), stores, Installed.from(home));
  }

  Peer named(String name) {
    return switch (name) {
      case "vifte" -> ours.vifte();
      case "vifte-embedded" -> ours.embedded();
      case "bullmq" -> bullmq();
      case "celery" -> celery(name, Map.of("REDIS_DB", "1"));
      case CAREFUL -> celery(name, Map.of("REDIS_DB", "4", "ACKS_LATE", "1"));
      default -> throw new IllegalArgumentException("no '%s' in %s".formatted(name, NAMES));
    };
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
