package dev.vifte.crash;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a [CrashNode] stands on: a folder of its own, or NATS with a folder for the objects. In the
/// folder time runs faster than on the wall; on NATS it is the servers'.
///
/// @param nats addresses of NATS servers; empty when embedded
/// @param replicas of what is on NATS
/// @param origin of the fast clock
record Ground(Path folder, String nats, int replicas, Instant origin) {
  /// Longer than a test waits: what a crash left must be mended at the start, not when it is due.
  private static final Duration LONG = Duration.ofMinutes(1);

  static Ground embedded(Path folder) {
    return new Ground(folder, "", 1, Instant.now());
  }

  /// As arguments of a process, and back.
  List<String> words() {
    return List.of(folder.toString(), nats, Integer.toString(replicas), origin.toString());
  }

  static Ground of(List<String> words) {
    return new Ground(
        Path.of(words.get(0)),
        words.get(1),
        Integer.parseInt(words.get(2)),
        Instant.parse(words.get(3)));
  }

  private boolean onNats() {
    return !nats.isEmpty();
  }

  /// How much faster time runs than on the wall.
  int factor() {
    return onNats() ? 1 : FastClock.FACTOR;
  }

  /// How long a job may stand still before it is looked at, on the clock of the node: a queue that
  /// does not know its messages by their ids can only be asked when it is due.
  Duration grace() {
    return onNats() ? Duration.ofSeconds(4) : LONG.multipliedBy(factor());
  }

  /// What was opened for one life of a node.
  record Opened(Backend backend, InstantSource clock, Optional<NatsState> state)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      backend.close();
      if (state.isPresent()) {
        state.get().close();
      }
    }
  }

  Opened open() throws IOException {
    if (!onNats()) {
      var clock = new FastClock(InstantSource.system(), origin);
      var settings = EmbeddedSettings.in(folder).clock(clock);
      return new Opened(Embedded.open(settings), clock, Optional.empty());
    }
    NatsState state = Nats.open(NatsSettings.of(nats).withReplicas(replicas));
    Backend files = Embedded.open(EmbeddedSettings.in(folder));
    var backend = new Backend(files.objects(), state.queue(), state.jobs(), state.events());
    return new Opened(backend, state.clock(), Optional.of(state));
  }
}
