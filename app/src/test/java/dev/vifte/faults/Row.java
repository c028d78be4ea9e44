package dev.vifte.faults;

import dev.vifte.cluster.On;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What came of one trial.
///
/// @param fault its name
/// @param accepted uploads that were promised
/// @param finished of them, as they should
/// @param lost of them: not ended, ended otherwise, or with other bytes
/// @param doubled ends of tasks or jobs that were told twice
/// @param started attempts that began
/// @param tasks that ended
/// @param deliveries of messages, as NATS counts them; 0 when embedded
/// @param recovery seconds from the end of the trouble until all that was promised before had ended
/// @param mostMib the largest of our processes
/// @param wrong what must not be, in sentences; empty when all held
record Row(
    String at,
    String commit,
    String fault,
    String on,
    long seed,
    boolean control,
    int accepted,
    int finished,
    int lost,
    int doubled,
    int started,
    int tasks,
    long deliveries,
    double recovery,
    long mostMib,
    double took,
    List<String> wrong) {
  Row {
    wrong = List.copyOf(wrong);
  }

  /// Of a trial that did not come to its end.
  static Row brokenOff(Fault fault, On on, long seed, String commit, Throwable why) {
    String at = Instant.now().toString();
    List<String> wrong = List.of("it broke off: " + why);
    return new Row(
        at,
        commit,
        fault.name(),
        on.word(),
        seed,
        fault.control(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        wrong);
  }

  /// Fault and backend.
  String of() {
    return fault + " " + on;
  }

  double wasted() {
    return tasks == 0 ? 0 : Math.max(0, started - tasks) / (double) tasks;
  }

  /// Whether it came out as it should: a control must lose.
  boolean asItShould() {
    return control ? lost > 0 : wrong.isEmpty();
  }

  Row and(String complaint) {
    var more = new ArrayList<>(wrong);
    more.add(complaint);
    return new Row(
        at,
        commit,
        fault,
        on,
        seed,
        control,
        accepted,
        finished,
        lost,
        doubled,
        started,
        tasks,
        deliveries,
        recovery,
        mostMib,
        took,
        more);
  }
}
