package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;
import static dev.vifte.faults.Scripts.soon;

import dev.vifte.cluster.On;
import java.util.List;

/// What happens to NATS.
final class OfBrokers {
  private OfBrokers() {}

  static List<Fault> all() {
    return List.of(killed(), forgetful(), repeated(), emptied(), unmended(), longQueue());
  }

  private static Fault killed() {
    return Fault.of(
            "5",
            "NATS is killed with -9 under load, twice",
            "a publication without an answer is published again under its id",
            (random, _, _) ->
                List.of(
                    at(soon(random), Deed.KILL, "nats-0").lasting(0.5),
                    at(5 + soon(random), Deed.KILL, "nats-0").lasting(0.5)))
        .on(On.R1);
  }

  private static Fault forgetful() {
    return Fault.of(
            "6",
            "NATS forgets the ids it knew, and all messages come again under them",
            "what has ended does not run again",
            (_, dose, _) -> Scripts.heldBack(dose, Deed.REPEAT, "0"))
        .on(On.R1)
        .ending(scene -> {
          scene.victim("nats-0").kill();
          scene.victim("nats-0").startAgain();
          scene.broker().repeatWithIds();
          scene.awaitEmptyQueue();
        });
  }

  private static Fault repeated() {
    return Fault.of(
            "22",
            "every waiting message comes twenty times more, and again when all has ended",
            "each task ends once",
            (_, dose, _) -> Scripts.heldBack(dose, Deed.REPEAT, "20"))
        .wasteful()
        .ending(scene -> {
          scene.broker().repeat(3);
          scene.awaitEmptyQueue();
        });
  }

  private static Fault emptied() {
    return Fault.of(
            "24",
            "the queue is purged, its consumers are deleted, the stream is deleted",
            "the reconciler publishes again what was in it",
            (random, _, _) ->
                List.of(
                    at(soon(random), Deed.PURGE, "WORK"),
                    at(5 + soon(random), Deed.DELETE_CONSUMERS, "WORK"),
                    at(8 + soon(random), Deed.DELETE_STREAM, "WORK")))
        .wasteful();
  }

  private static Fault unmended() {
    return Fault.of(
            "24c",
            "control: the queue is purged and nobody reconciles",
            "work is lost",
            (_, dose, _) -> Scripts.heldBack(dose, Deed.PURGE, "WORK"))
        .on(On.R1)
        .with((plan, _) -> plan.with("VIFTE_NODE_RECONCILE", "0s"))
        .mustLose();
  }

  private static Fault longQueue() {
    return Fault.of(
        "25",
        "a long queue, and NATS is killed with -9 on top of it",
        "it is worked off, and memory stays flat",
        (_, dose, _) -> {
          List<Blow> blows = Scripts.still(9);
          blows.add(at(2, Deed.CLUTTER, Integer.toString(dose.backlog())));
          blows.add(at(8, Deed.KILL, "nats-0").lasting(0.5));
          return blows;
        });
  }
}
