package dev.vifte.nats;

import java.util.List;
import java.util.Optional;

/// Where the streams have to lie, of several clusters or servers.
///
/// @param cluster its name, as its servers are configured
/// @param tags that each server with a copy has to have
public record NatsPlacement(Optional<String> cluster, List<String> tags) {
  /// Wherever the servers choose.
  public static final NatsPlacement ANYWHERE = new NatsPlacement(Optional.empty(), List.of());

  public NatsPlacement {
    tags = List.copyOf(tags);
  }

  boolean isAnywhere() {
    return cluster.isEmpty() && tags.isEmpty();
  }
}
