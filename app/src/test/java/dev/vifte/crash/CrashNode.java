package dev.vifte.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.erase.EraseHook;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.SubjectKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The process that is killed: a durable backend, a node, and a door on the loopback. Says its port
/// in its first line and lives until it is killed or the one who started it has gone.
final class CrashNode {
  /// On the wall.
  private static final Duration LEASE = Duration.ofSeconds(2);

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
  /// @param args `reconcile` or `leave`; the [Ground]
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    Ground ground = Ground.of(words.subList(1, words.size()));
    Duration reconcile =
        words.getFirst().equals("reconcile") ? Duration.ofMillis(250) : Duration.ZERO;
    var fuse = new Fuse();
    try (var opened = ground.open();
        var node =
            Node.on(opened.backend())
                .running(Work.wide())
                .running(Work.narrow())
                .within(limits(ground, reconcile))
                .erasing(new ErasureSettings(() -> KEY, List.of(new Notary())))
                .clock(opened.clock())
                .steps(fuse)
                .listening(new Complaints())
                .start();
        var door = Door.open(node, fuse, ground.factor())) {
      System.out.println(door.port());
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  /// Beats go by the wall, leases by the clock.
  private static NodeLimits limits(Ground ground, Duration reconcile) {
    var usual = NodeLimits.defaults();
    return new NodeLimits(
        usual.memory(),
        usual.heap(),
        usual.cpuThreads(),
        LEASE.multipliedBy(ground.factor()),
        LEASE.dividedBy(4),
        Duration.ofSeconds(5),
        reconcile,
        ground.grace());
  }
}
