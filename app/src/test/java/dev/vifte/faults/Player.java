package dev.vifte.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Plays a script: does each deed in its time and undoes it in its time, one after the other.
///
/// @param blows in any order
record Player(Scene scene, List<Blow> blows) implements Callable<Long> {
  private record Step(long millis, Blow blow, boolean heals) {}

  /// Returns when the last trouble was over, by [System#nanoTime].
  @Override
  public Long call() throws Exception {
    long start = System.nanoTime();
    long healed = start;
    var struck = new HashMap<Blow, String>();
    for (Step step : steps()) {
      LockSupport.parkNanos(start + TimeUnit.MILLISECONDS.toNanos(step.millis) - System.nanoTime());
      if (step.heals) {
        heal(struck, step.blow);
      } else {
        String target = scene.resolve(step.blow.target());
        step.blow.deed().strike(scene, target);
        struck.put(step.blow, target);
      }
      healed = step.blow.deed() == Deed.REFUSES ? healed : System.nanoTime();
    }
    return healed;
  }

  private void heal(Map<Blow, String> struck, Blow blow) throws Exception {
    String target = struck.remove(blow);
    if (target != null) {
      blow.deed().heal(scene, target);
    }
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (Blow blow : blows) {
      steps.add(new Step(blow.at().toMillis(), blow, false));
      steps.add(new Step(blow.over().toMillis(), blow, true));
    }
    steps.sort(Comparator.comparingLong(Step::millis));
    return steps;
  }
}
