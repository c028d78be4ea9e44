package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A product that runs.
final class Running implements AutoCloseable {
  private static final String PREPARATION = "preparation";
  static final String GATEWAY = "gateway";
  static final String WORKER = "worker";

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Peer peer;
  private final Path logs;
  private final Client client;
  private final Map<String, ProcessGroup> groups = new LinkedHashMap<>();

  private Running(Peer peer, Path logs) {
    this.peer = peer;
    this.logs = logs;
    this.client = new Client(peer.door());
  }

  /// Starts gateway and worker; waits until uploads are taken.
  static Running start(Peer peer, Path logs) throws Exception {
    var running = new Running(peer, logs);
    try {
      running.prepare();
      running.begin(GATEWAY, peer.gateway());
      if (!Wait.until(running::ready, PAUSE, START)) {
        throw new IllegalStateException("%s is not ready; see %s".formatted(peer.name(), logs));
      }
      running.startWorker();
      return running;
    } catch (Exception e) {
      running.close();
      throw e;
    }
  }

  private void prepare() throws Exception {
    if (peer.prepare().isEmpty()) {
      return;
    }
    begin(PREPARATION, peer.prepare());
    ProcessGroup preparation = group(PREPARATION);
    if (!Wait.until(() -> !preparation.alive(), PAUSE, START) || !preparation.succeeded()) {
      throw new IllegalStateException("%s is not prepared; see %s".formatted(peer.name(), logs));
    }
    groups.remove(PREPARATION);
  }

  private void begin(String role, List<String> command) throws IOException {
    Path log = logs.resolve("%s-%s.log".formatted(peer.name(), role));
    groups.put(
        role,
        ProcessGroup.start(new ProcessGroup.Launch(command, peer.home(), peer.environment(), log)));
  }

  private boolean ready() throws InterruptedException {
    if (!group(GATEWAY).alive()) {
      throw new IllegalStateException("%s ended at once; see %s".formatted(peer.name(), logs));
    }
    return client.ready();
  }

  void startWorker() throws IOException {
    if (hasWorker()) {
      startWorker(WORKER);
    }
  }

  /// Starts one more.
  void startWorker(String role) throws IOException {
    begin(role, peer.worker());
  }

  /// Kills the worker and all it started, as a machine does that loses its power.
  void killWorker() throws InterruptedException {
    killWorker(WORKER);
  }

  void killWorker(String role) throws InterruptedException {
    group(role).kill();
  }

  boolean hasWorker() {
    return !peer.worker().isEmpty();
  }

  String name() {
    return peer.name();
  }

  Client client() {
    return client;
  }

  /// What its processes count, by role, the gateway first.
  Map<String, Processes> processes() {
    var all = new LinkedHashMap<String, Processes>();
    groups.forEach((role, group) -> all.put(role, group.processes()));
    return all;
  }

  /// What those of one role count.
  Processes processes(String role) {
    return group(role).processes();
  }

  private ProcessGroup group(String role) {
    ProcessGroup group = groups.get(role);
    if (group == null) {
      throw new IllegalStateException("%s has no %s".formatted(peer.name(), role));
    }
    return group;
  }

  @Override
  public void close() throws IOException {
    client.close();
    for (ProcessGroup each : List.copyOf(groups.values()).reversed()) {
      each.close();
    }
  }
}
