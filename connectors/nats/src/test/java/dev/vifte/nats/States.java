package dev.vifte.nats;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The states of one test, closed together. Each [#fresh] one has a space of its own.
final class States implements AutoCloseable {
  private final int replicas;
  private final List<NatsState> open = new ArrayList<>();

  /// @param replicas 1, or 3 on a cluster
  States(int replicas) {
    this.replicas = replicas;
  }

  NatsState fresh(Object urls) throws IOException {
    return open(settings(urls));
  }

  NatsState open(NatsSettings exactly) throws IOException {
    return open(exactly, InstantSource.system());
  }

  /// On a machine with that clock.
  NatsState open(NatsSettings exactly, InstantSource local) throws IOException {
    NatsState state = Nats.open(exactly, local);
    open.add(state);
    return state;
  }

  /// The one that was opened last.
  NatsState last() {
    return open.getLast();
  }

  /// Settings of a space of its own, for several states on the same data.
  NatsSettings settings(Object urls) {
    return NatsSettings.of(urls.toString())
        .withReplicas(replicas)
        .withMaxWorkBytes(16 << 20)
        .withSpace(Spaces.fresh());
  }

  @Override
  public void close() throws IOException {
    for (NatsState each : open) {
      each.close();
    }
    open.clear();
  }
}
