package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;

import dev.vifte.cluster.On;
import java.util.List;
import java.util.stream.Stream;

/// What happens between nodes and servers.
final class OfNetworks {
  private static final Fault.Preparing PROXIED = (plan, _) -> plan.proxied();

  private OfNetworks() {}

  static List<Fault> all() {
    return List.of(cut(), mute(), slow(), broken());
  }

  private static Fault cut() {
    return Fault.of(
            "11",
            "workers are cut off from NATS for 6 s",
            "they come back by themselves",
            Scripts.once(Deed.CUT, "worker-nats", 6))
        .on(On.R1)
        .wasteful()
        .with(PROXIED);
  }

  private static Fault mute() {
    return Fault.of(
            "11b",
            "nothing that workers say reaches NATS for 12 s, while they hear it",
            "they notice and connect anew",
            Scripts.once(Deed.MUTE, "worker-nats", 12))
        .on(On.R1)
        .wasteful()
        .with(PROXIED);
  }

  private static Fault slow() {
    return Fault.of(
            "13",
            "every answer of NATS and MinIO comes 150 to 250 ms later",
            "no storm of retries; the proxy cannot lose packets, so that half is not played",
            (_, _, _) ->
                Stream.of("gateway-nats", "worker-nats", "gateway-s3", "worker-s3")
                    .map(way -> at(0.5, Deed.DELAY, way).lasting(15))
                    .toList())
        .on(On.R1)
        .with(PROXIED);
  }

  private static Fault broken() {
    return Fault.of(
            "18",
            "connections to MinIO are reset, slow, and cut in the middle of an answer",
            "a file that did not arrive whole is not taken for whole",
            (random, _, _) ->
                List.of(
                    at(1 + random.nextDouble(), Deed.RESET, "gateway-s3").lasting(3),
                    at(2 + random.nextDouble(), Deed.RESET, "worker-s3").lasting(3),
                    at(6 + random.nextDouble(), Deed.SLOW, "gateway-s3").lasting(3),
                    at(6 + random.nextDouble(), Deed.TRUNCATE, "worker-s3").lasting(3)))
        .on(On.R1)
        .wasteful()
        .with(PROXIED);
  }
}
