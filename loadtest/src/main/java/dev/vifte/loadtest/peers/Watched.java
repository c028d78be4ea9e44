package dev.vifte.loadtest.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The threads of a product's JVMs by role; nothing for a product that has none.
final class Watched implements AutoCloseable {
  private final Map<String, Threads> roles = new LinkedHashMap<>();

  private Watched() {}

  static Watched of(Running peer) throws IOException {
    var watched = new Watched();
    if (peer.name().startsWith("vifte")) {
      for (var role : peer.processes().entrySet()) {
        watched.roles.put(role.getKey(), new Threads(role.getValue()));
      }
    }
    return watched;
  }

  /// CPU time since it was made.
  Map<String, Map<ThreadKind, Duration>> cpu() {
    var all = new LinkedHashMap<String, Map<ThreadKind, Duration>>();
    roles.forEach((role, threads) -> all.put(role, threads.cpu()));
    return all;
  }

  @Override
  public void close() {
    roles.values().forEach(Threads::close);
  }
}
