package dev.vifte.cluster;

import dev.vifte.testkit.server.NatsServer.Sync;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a cluster is made of.
///
/// @param workers beside the gateways; embedded there is one node that is both
/// @param settings of every node, on top of those that name the servers
public record Plan(
    On on, int gateways, int workers, Map<String, String> settings, ServerPlan servers) {
  /// How the servers are started.
  ///
  /// @param brokerDisk an empty folder for what NATS keeps, in place of one of its own
  /// @param storeDisk an empty folder for what MinIO keeps
  /// @param proxied whether nodes reach the servers through a proxy that can do harm
  public record ServerPlan(
      Sync sync, Optional<Path> brokerDisk, Optional<Path> storeDisk, boolean proxied) {
    static final ServerPlan USUAL =
        new ServerPlan(Sync.ALWAYS, Optional.empty(), Optional.empty(), false);
  }

  public Plan {
    settings = Map.copyOf(settings);
  }

  public static Plan of(On on, int gateways, int workers) {
    return new Plan(on, gateways, workers, Map.of(), ServerPlan.USUAL);
  }

  public Plan with(String setting, String value) {
    var more = new HashMap<>(settings);
    more.put(setting, value);
    return new Plan(on, gateways, workers, more, servers);
  }

  public Plan lazy() {
    return with(new ServerPlan(Sync.LAZY, servers.brokerDisk, servers.storeDisk, servers.proxied));
  }

  public Plan proxied() {
    return with(new ServerPlan(servers.sync, servers.brokerDisk, servers.storeDisk, true));
  }

  public Plan brokerOn(Path disk) {
    return with(
        new ServerPlan(servers.sync, Optional.of(disk), servers.storeDisk, servers.proxied));
  }

  public Plan storeOn(Path disk) {
    return with(
        new ServerPlan(servers.sync, servers.brokerDisk, Optional.of(disk), servers.proxied));
  }

  private Plan with(ServerPlan other) {
    return new Plan(on, gateways, workers, settings, other);
  }
}
