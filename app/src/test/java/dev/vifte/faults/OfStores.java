package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;
import static dev.vifte.faults.Scripts.soon;

import dev.vifte.cluster.On;
import java.util.List;

/// What happens to MinIO.
final class OfStores {
  private OfStores() {}

  static List<Fault> all() {
    return List.of(away(), killed());
  }

  private static Fault away() {
    return Fault.of(
            "17",
            "MinIO is away",
            "pools stop pulling, and no attempt is burnt",
            (random, dose, _) ->
                List.of(
                    at(soon(random), Deed.STOP, "minio")
                        .lasting(dose.outage().toMillis() / 1000.0)))
        .on(On.R1)
        .givenBack();
  }

  private static Fault killed() {
    return Fault.of(
            "17b",
            "MinIO is killed with -9 in the middle of puts",
            "no half object is seen",
            Scripts.once(Deed.KILL, "minio", 3))
        .on(On.R1)
        .givenBack();
  }
}
