package dev.vifte.faults;

import dev.vifte.cluster.On;
import dev.vifte.cluster.Plan;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One fault: what goes wrong, and what must hold all the same.
///
/// @param name its number in the list, with a letter where one number has several forms
/// @param what goes wrong, in a sentence
/// @param holds what must hold beside: nothing lost, nothing doubled, bytes of an undisturbed run
/// @param on the backends it can be played on
/// @param script what is done when; the same for the same seed
/// @param ending what is done when all is quiet, before the last look
/// @param bound on what may be wasted
/// @param control that must lose something: a check that cannot fail is no check
/// @param notRun why it cannot be played
record Fault(
    String name,
    String what,
    String holds,
    Set<On> on,
    Preparing plan,
    Scripting script,
    Ending ending,
    Waste bound,
    boolean control,
    Optional<String> notRun) {
  private static final Set<On> SERVERS = EnumSet.of(On.R1, On.R3);

  /// Changes what is started; may ask for disks.
  interface Preparing {
    Plan apply(Plan plan, Workshop shop) throws Exception;
  }

  interface Scripting {
    List<Blow> script(Random random, Dose dose, On on);
  }

  interface Ending {
    void play(Scene scene) throws Exception;
  }

  /// Whether attempts may be wasted.
  enum Waste {
    /// Work dies under it, so it is done again.
    FREE,
    /// What was told is lost, too, so it cannot be counted.
    UNTOLD,
    /// What a server was needed for is given back and done again: at most one in five, and none of
    /// them counts as an attempt.
    GIVEN_BACK,
    /// Nothing that works dies: at most one in a hundred, or three in a short run.
    LITTLE;

    /// How many of so many tasks.
    int most(int tasks) {
      return switch (this) {
        case FREE, UNTOLD -> Integer.MAX_VALUE;
        case GIVEN_BACK -> tasks / 5;
        case LITTLE -> Math.max(3, tasks / 100);
      };
    }
  }

  static Fault of(String name, String what, String holds, Scripting script) {
    return new Fault(
        name,
        what,
        holds,
        SERVERS,
        (plan, _) -> plan,
        script,
        _ -> {},
        Waste.LITTLE,
        false,
        Optional.empty());
  }

  static Fault notRun(String name, String what, String holds, String why) {
    Fault fault = of(name, what, holds, (_, _, _) -> List.of()).on(Set.of());
    return new Fault(
        name,
        what,
        holds,
        fault.on,
        fault.plan,
        fault.script,
        fault.ending,
        fault.bound,
        false,
        Optional.of(why));
  }

  /// The number alone.
  int number() {
    return numberOf(name);
  }

  static int numberOf(String name) {
    return Integer.parseInt(name.replaceAll("[^0-9]", ""));
  }

  Fault on(On first, On... more) {
    return on(EnumSet.of(first, more));
  }

  private Fault on(Set<On> others) {
    return new Fault(name, what, holds, others, plan, script, ending, bound, control, notRun);
  }

  Fault everywhere() {
    return on(EnumSet.allOf(On.class));
  }

  Fault with(Preparing other) {
    return new Fault(name, what, holds, on, other, script, ending, bound, control, notRun);
  }

  Fault ending(Ending last) {
    return new Fault(name, what, holds, on, plan, script, last, bound, control, notRun);
  }

  Fault wasteful() {
    return new Fault(name, what, holds, on, plan, script, ending, Waste.FREE, control, notRun);
  }

  Fault untold() {
    return new Fault(name, what, holds, on, plan, script, ending, Waste.UNTOLD, control, notRun);
  }

  Fault givenBack() {
    return new Fault(
        name, what, holds, on, plan, script, ending, Waste.GIVEN_BACK, control, notRun);
  }

  Fault mustLose() {
    return new Fault(name, what, holds, on, plan, script, ending, Waste.FREE, true, notRun);
  }
}
