package dev.vifte.crash;

import dev.vifte.observe.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Every durable step in turn: a node halts after it, at a pass that the seed chooses, is started
/// again, and what was promised is compared with an undisturbed round.
public final class CrashPoints {
  private static final int PASSES = 3;

  private final Site site;
  private final Random random;
  private final Map<Boolean, Round> undisturbed = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int accepted;
  private int lost;
  private int doubled;
  private double slowest;

  /// What came of all steps.
  ///
  /// @param slowest seconds from the restart until all was whole again
  /// @param wrong in sentences
  public record Result(int accepted, int lost, int doubled, double slowest, List<String> wrong) {}

  private CrashPoints(Site site, long seed) {
    this.site = site;
    this.random = new Random(seed);
  }

  /// Plays it in a process on a folder, or on NATS.
  ///
  /// @param nats addresses of its servers; empty when embedded
  public static Result play(Path folder, String nats, int replicas, long seed) throws Exception {
    Ground embedded = Ground.embedded(folder.resolve("store"));
    var ground = new Ground(embedded.folder(), nats, replicas, embedded.origin());
    try (Site site = Site.open(folder, ground, true)) {
      return new CrashPoints(site, seed).all(ground);
    }
  }

  private Result all(Ground ground) throws Exception {
    List<Step> steps = new ArrayList<>(Arrays.asList(Step.values()));
    steps.removeIf(Step::erases); // they are not on the way of a file
    Collections.shuffle(steps, random);
    boolean fast = ground.factor() > 1;
    for (boolean parks : fast ? List.of(true) : List.of(true, false)) {
      undisturbed.put(parks, round(parks).play());
    }
    for (Step step : steps) {
      halt(step, fast || step == Step.TASK_PARKED);
    }
    return new Result(accepted, lost, doubled, slowest, wrong);
  }

  private Round round(boolean parks) {
    return parks ? Round.wide(site) : Round.quick(site);
  }

  private void halt(Step step, boolean parks) throws Exception {
    int pass = 1 + random.nextInt(PASSES);
    Round round = round(parks);
    round.crash(step, pass);
    try {
      site.awaitEnd(round.promised());
    } catch (AssertionError e) {
      wrong.add("%s, pass %d: %s".formatted(step.word(), pass, e.getMessage()));
    }
    slowest = Math.max(slowest, site.age().toMillis() / 1000.0);
    compare(
        round, undisturbed.getOrDefault(parks, round), "%s, pass %d".formatted(step.word(), pass));
    for (String job : round.promised()) {
      doubled += doubled(site.events(job), step == Step.REPLAY_RECORDED);
    }
  }

  private void compare(Round round, Round calm, String what)
      throws IOException, InterruptedException {
    accepted += round.promised().size();
    List<String> states = round.states();
    List<Map<String, String>> outputs = round.outputs();
    for (int i = 0; i < states.size(); i++) {
      if (!states.get(i).equals(calm.states().get(i))
          || !outputs.get(i).equals(calm.outputs().get(i))) {
        lost++;
        wrong.add("%s: the job of '%s' is %s".formatted(what, round.texts().get(i), states.get(i)));
      }
    }
  }

  /// Ends that were told more than once; a replay has a second end of its own.
  private static int doubled(List<String> events, boolean replayed) {
    long ends = events.stream().filter("job.ended"::equals).count();
    List<String> finished = events.stream().filter(e -> e.startsWith("task.finished")).toList();
    int tasks = replayed ? 0 : finished.size() - new HashSet<>(finished).size();
    return tasks + (int) Math.max(0, ends - (replayed ? 2 : 1));
  }
}
