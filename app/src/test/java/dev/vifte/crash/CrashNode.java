package dev.vifte.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.erase.EraseHook;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The process that is killed: a durable embedded backend, a node, and a door on the loopback. Says
/// its port in its first line and lives until it is killed or the one who started it has gone.
final class CrashNode {
  /// On the wall.
  private static final Duration LEASE = Duration.ofSeconds(2);

  /// Longer than the test waits: what a crash left must be mended at the start, not when it is due.
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Optional<SubjectKey> KEY = Optional.of(SubjectKey.of(new byte[32]));

  private CrashNode() {}

  /// A program of the customer that takes note.
  private static final class Notary implements EraseHook {
    @Override
    public String name() {
      return "notary";
    }

    @Override
    public String tell(ObjectNode erasure) {
      return "noted";
    }
  }

  /// Runs until killed.
  ///
  /// @param args the store's folder; the origin of the clock; `reconcile` or `leave`
  public static void main(String[] args) throws IOException {
    var clock = new FastClock(InstantSource.system(), Instant.parse(args[1]));
    Duration reconcile = args[2].equals("reconcile") ? Duration.ofMillis(250) : Duration.ZERO;
    var fuse = new Fuse();
    try (var backend = Embedded.open(EmbeddedSettings.in(Path.of(args[0])).clock(clock));
        var node =
            Node.on(backend)
                .running(Work.wide())
                .running(Work.narrow())
                .within(limits(reconcile))
                .erasing(new ErasureSettings(() -> KEY, List.of(new Notary())))
                .clock(clock)
                .steps(fuse)
                .listening(new Complaints())
                .start();
        var door = Door.open(node, fuse)) {
      System.out.println(door.port());
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  /// Beats go by the wall, leases by the clock.
  private static NodeLimits limits(Duration reconcile) {
    var usual = NodeLimits.defaults();
    return new NodeLimits(
        usual.memory(),
        usual.heap(),
        usual.cpuThreads(),
        FastClock.here(LEASE),
        LEASE.dividedBy(4),
        Duration.ofSeconds(5),
        reconcile,
        FastClock.here(GRACE));
  }
}
