package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;

import dev.vifte.cluster.On;
import dev.vifte.cluster.Plan;
import java.util.List;

/// What happens to disks and to what is on them.
final class OfDisks {
  private OfDisks() {}

  static List<Fault> all() {
    return List.of(power(), lazy(), brokerFull(), queueFull(), storeFull(), spoiled(), wiped());
  }

  private static Fault power() {
    return Fault.of(
            "14",
            "power loss: everything dies and the disk forgets what was not synced",
            "what was promised is there",
            (random, _, _) ->
                List.of(at(2 + 5 * random.nextDouble(), Deed.POWER_OFF, "disk").lasting(1)))
        .everywhere()
        .wasteful()
        .with(OfDisks::forgetful);
  }

  private static Fault lazy() {
    return Fault.of(
            "14c",
            "control: the same with NATS syncing every two minutes",
            "work is lost",
            (random, _, _) ->
                List.of(at(5 + 3 * random.nextDouble(), Deed.POWER_OFF, "disk").lasting(1)))
        .on(On.R1)
        .with((plan, shop) -> forgetful(plan, shop).lazy())
        .mustLose();
  }

  private static Plan forgetful(Plan plan, Workshop shop) throws Exception {
    return plan.on() == On.EMBEDDED
        ? plan.with("VIFTE_DATA", shop.forgetful("disk", "data").toString())
        : plan.brokerOn(shop.forgetful("disk", "broker")).storeOn(shop.forgetful("disk", "store"));
  }

  private static Fault brokerFull() {
    return Fault.of(
            "15",
            "the disk of NATS is full; then there is room and NATS is restarted",
            "uploads are refused with 503 meanwhile",
            (random, _, _) ->
                List.of(
                    at(2 + random.nextDouble(), Deed.FILL, "broker").lasting(6),
                    at(6, Deed.REFUSES, "gateway"),
                    at(9.5, Deed.KILL, "nats-0").lasting(0.2)))
        .on(On.R1)
        .wasteful()
        .with((plan, shop) ->
            plan.with("VIFTE_QUEUE_SIZE", "16MiB").brokerOn(shop.small("broker", 64)));
  }

  private static Fault queueFull() {
    return Fault.of(
            "16",
            "the queue is full to its limit",
            "uploads are refused at once, with 429 or 503, and it drains by itself",
            (_, _, _) -> {
              List<Blow> blows = Scripts.still(10);
              blows.add(at(2, Deed.CLUTTER, "4000"));
              blows.add(at(8, Deed.REFUSES, "gateway"));
              return blows;
            })
        .with((plan, _) -> plan.with("VIFTE_QUEUE_SIZE", "1MiB"));
  }

  private static Fault storeFull() {
    return Fault.of(
            "19",
            "the disk of MinIO is full",
            "uploads are refused, nothing is half there",
            (random, _, _) ->
                List.of(
                    at(2 + random.nextDouble(), Deed.FILL, "store").lasting(6),
                    at(6, Deed.REFUSES, "gateway")))
        .on(On.R1)
        .wasteful()
        .with((plan, shop) -> plan.storeOn(shop.small("store", 256)));
  }

  private static Fault spoiled() {
    return Fault.of(
        "20",
        "the inputs of some jobs are deleted or other bytes before work begins",
        "those end as dead letters that say why, the others complete",
        (_, dose, _) -> {
          List<Blow> blows = Scripts.heldBack(dose, Deed.DELETE_INPUTS, "3");
          blows.add(
              new Blow(blows.getLast().at(), Deed.CORRUPT_INPUTS, "3", blows.getLast().lasts()));
          return blows;
        });
  }

  private static Fault wiped() {
    return Fault.of(
            "26",
            "all that NATS keeps is lost",
            "every accepted job still ends: what it needs lies in the bucket",
            (random, _, _) -> List.of(at(3 + 3 * random.nextDouble(), Deed.WIPE, "nats")))
        .untold();
  }
}
