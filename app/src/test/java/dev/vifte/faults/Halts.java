package dev.vifte.faults;

import dev.vifte.cluster.On;
import dev.vifte.crash.CrashPoints;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Fault 2: a node that halts after each of its durable steps, one after the other. It runs in a
/// process of its own without gateway, so that it can be told where to halt.
final class Halts {
  static final String NAME = "2";

  private Halts() {}

  static Fault fault() {
    return Fault.of(
            NAME,
            "a node halts right after each of its 16 durable steps, at a pass the seed chooses",
            "one object, one record and one end of everything",
            (_, _, _) -> List.of())
        .everywhere()
        .wasteful();
  }

  static Row play(Path folder, On on, long seed, String commit) throws Exception {
    System.out.printf("%nfault 2 on %s, seed %d: %s%n", on.word(), seed, fault().what());
    Path place = folder.resolve("2-%s-%d".formatted(on.word(), seed));
    long began = System.nanoTime();
    CrashPoints.Result result = play(place, on, seed);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Row(
        Instant.now().toString(),
        commit,
        NAME,
        on.word(),
        seed,
        false,
        result.accepted(),
        result.accepted() - result.lost(),
        result.lost(),
        result.doubled(),
        0,
        0,
        0,
        result.slowest(),
        0,
        took.toMillis() / 1000.0,
        result.wrong());
  }

  private static CrashPoints.Result play(Path place, On on, long seed) throws Exception {
    return switch (on) {
      case EMBEDDED -> CrashPoints.play(place, "", 1, seed);
      case R1 -> {
        try (NatsServer one = NatsServer.start()) {
          yield CrashPoints.play(place, one.url().toString(), 1, seed);
        }
      }
      case R3 -> {
        try (NatsCluster three = NatsCluster.start()) {
          yield CrashPoints.play(place, three.urls(), 3, seed);
        }
      }
    };
  }
}
