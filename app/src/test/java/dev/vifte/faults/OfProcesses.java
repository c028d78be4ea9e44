package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;

import dev.vifte.cluster.Plan;
import java.nio.file.Path;
import java.util.List;

/// What happens to our own processes.
final class OfProcesses {
  private OfProcesses() {}

  static List<Fault> all() {
    return List.of(
        killed(), Halts.fault(), frozenForLong(), frozenForShort(), poisoned(), otherTime());
  }

  private static Fault killed() {
    return Fault.of(
            "1",
            "a worker is killed with -9 every 2 s",
            "what it held is done by others",
            (random, _, on) -> Scripts.kills(random, on))
        .everywhere()
        .wasteful();
  }

  private static Fault frozenForLong() {
    return Fault.of(
            "3",
            "a worker stands still for two leases and goes on",
            "what it finishes late counts for nothing",
            (random, dose, _) ->
                List.of(
                    at(Scripts.soon(random), Deed.FREEZE, "worker-0")
                        .lasting(2 * dose.leaseSeconds() + 1)))
        .everywhere()
        .wasteful();
  }

  private static Fault frozenForShort() {
    return Fault.of(
            "4",
            "a worker stands still for 10 s, well within its lease of 30 s",
            "nothing is delivered again",
            Scripts.once(Deed.FREEZE, "worker-0", 10))
        .with((plan, _) -> plan.with("VIFTE_NODE_LEASE", "30s"));
  }

  private static Fault poisoned() {
    return Fault.of(
            "21",
            "files that halt the JVM, crash it, or fill its heap",
            "each becomes a dead letter, the others complete",
            (random, _, _) ->
                List.of(
                    at(1 + random.nextDouble(), Deed.POISON, "halt"),
                    at(2 + random.nextDouble(), Deed.POISON, "crash"),
                    at(3 + random.nextDouble(), Deed.POISON, "heap")))
        .everywhere()
        .wasteful()
        .with(OfProcesses::poisonous);
  }

  private static Plan poisonous(Plan plan, Workshop shop) throws Exception {
    Path plugins = shop.folder("plugins");
    Path pipelines = shop.folder("pipelines");
    Poison.write(plugins, pipelines);
    return plan.with("VIFTE_PLUGINS", plugins.toString())
        .with("VIFTE_PIPELINES", pipelines.toString());
  }

  private static Fault otherTime() {
    return Fault.notRun(
        "23",
        "the clock of a worker is an hour off, or jumps",
        "no lease ends early",
        "there is no means here to give one process another time; NatsClockTest shows that nodes go"
            + " by the time of NATS");
  }
}
