package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;
import static dev.vifte.faults.Scripts.soon;

import dev.vifte.cluster.On;
import dev.vifte.cluster.Plan;
import java.util.List;

/// What happens to three NATS servers.
final class OfClusters {
  private OfClusters() {}

  static List<Fault> all() {
    return List.of(leaderKilled(), leaderFrozen(), twoDead(), rolling(), parted(), flipped());
  }

  private static Fault leaderKilled() {
    return Fault.of(
            "7",
            "the leader of the queue is killed with -9",
            "another leads",
            Scripts.once(Deed.KILL, "leader", 4))
        .on(On.R3)
        .with(OfClusters::longer);
  }

  private static Fault leaderFrozen() {
    return Fault.of(
            "8",
            "the leader of the queue stands still for 12 s",
            "another leads, and what the old one says later changes nothing",
            Scripts.once(Deed.FREEZE, "leader", 12))
        .on(On.R3)
        .with(OfClusters::longer);
  }

  /// A lease that outlives an election, as the usual one of 30 s does.
  private static Plan longer(Plan plan, Workshop shop) {
    return plan.with("VIFTE_NODE_LEASE", "15s");
  }

  private static Fault twoDead() {
    return Fault.of(
            "9",
            "two of three NATS servers are dead for 10 s",
            "uploads are refused with 503, none is promised in vain",
            (random, _, _) ->
                List.of(
                    at(2, Deed.KILL, "nats-1").lasting(10),
                    at(2.1 + random.nextDouble(), Deed.KILL, "nats-2").lasting(10),
                    at(6, Deed.REFUSES, "gateway")))
        .on(On.R3);
  }

  private static Fault rolling() {
    return Fault.of(
            "10",
            "the NATS servers are restarted one after the other while leaders step down",
            "nothing is lost on the way",
            (random, _, _) -> Scripts.rolling(random))
        .on(On.R3);
  }

  private static Fault parted() {
    return Fault.of(
            "12",
            "the server that leads the queue is cut off from the other two for 12 s",
            "the two go on, and the one alone promises nothing",
            Scripts.once(Deed.ISOLATE, "leader", 12))
        .on(On.R3)
        .wasteful()
        .with((plan, _) -> plan.proxied());
  }

  private static Fault flipped() {
    return Fault.of(
            "26b",
            "one bit of a stored block of one of three NATS servers turns over",
            "the others have it right",
            (random, _, _) -> List.of(at(2 + soon(random), Deed.FLIP, "nats-2")))
        .on(On.R3);
  }
}
