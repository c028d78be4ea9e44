package dev.vifte.faults;

import static dev.vifte.faults.Blow.at;

import dev.vifte.cluster.On;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Scripts, and parts of scripts, that several faults use.
final class Scripts {
  private Scripts() {}

  /// A moment when uploads are under way, in seconds.
  static double soon(Random random) {
    return 1.5 + 2 * random.nextDouble();
  }

  /// One deed, soon.
  static Fault.Scripting once(Deed deed, String target, double seconds) {
    return (random, _, _) -> List.of(at(soon(random), deed, target).lasting(seconds));
  }

  /// Workers stand still until everything is uploaded; then a deed; then they go on.
  static List<Blow> heldBack(Dose dose, Deed deed, String target) {
    double uploaded = 2.0 + (double) dose.uploads() / dose.perSecond();
    List<Blow> blows = still(uploaded + 2);
    blows.add(at(uploaded, deed, target));
    return blows;
  }

  /// Workers stand still from the start.
  static List<Blow> still(double seconds) {
    return new ArrayList<>(
        List.of(
            at(0, Deed.FREEZE, "worker-0").lasting(seconds),
            at(0, Deed.FREEZE, "worker-1").lasting(seconds)));
  }

  static List<Blow> kills(Random random, On on) {
    if (on == On.EMBEDDED) {
      return List.of(
          at(soon(random), Deed.KILL, "worker-0"), at(6 + soon(random), Deed.KILL, "worker-0"));
    }
    var kills = new ArrayList<Blow>();
    double first = soon(random);
    for (int i = 0; i < 4; i++) {
      kills.add(at(first + 2 * i, Deed.KILL, "worker-" + i % 2));
    }
    return kills;
  }

  /// The servers of a cluster are restarted one after the other while leaders step down.
  static List<Blow> rolling(Random random) {
    var blows = new ArrayList<Blow>();
    for (int i = 0; i < 3; i++) {
      double begin = soon(random) + 5 * i;
      blows.add(at(begin, Deed.STOP, "nats-" + i).lasting(0.5));
      blows.add(at(begin + 2.5, Deed.STEP_DOWN, "WORK"));
    }
    return blows;
  }
}
