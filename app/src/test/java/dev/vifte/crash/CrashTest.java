package dev.vifte.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.observe.Step;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was accepted ends, once, with the same bytes, wherever the process dies. The node is a
/// child JVM on a durable store; the ledger of what was promised is this process's own.
final class CrashTest {
  /// Where a record says that something is to be published and only the dead process meant to.
  private static final Set<Step> NEED_THE_RECONCILER =
      EnumSet.of(Step.UPLOAD_RECORDED, Step.TASK_PARKED, Step.NEXT_CREATED, Step.REPLAY_RECORDED);

  /// Those of a file's way.
  private static final List<Step> STEPS =
      Stream.of(Step.values()).filter(step -> !step.erases()).toList();

  private static final int UPLOADS = 200;
  private static final int KILLS = 3;
  private static final int HANDS = 8;
  private static final long SEED = 20_260_101;

  @TempDir private Path folder;

  @Test
  void a_node_halted_at_any_step_loses_nothing() throws Exception {
    try (var both = Executors.newFixedThreadPool(2)) {
      Future<?> first = both.submit(() -> haltedAtEveryStep(1));
      Future<?> third = both.submit(() -> haltedAtEveryStep(3));
      first.get();
      third.get();
    }
  }

  private Void haltedAtEveryStep(int pass) throws Exception {
    try (Site site = Site.open(folder.resolve("pass-" + pass), true)) {
      Round undisturbed = Round.wide(site).play();
      for (Step step : STEPS) {
        Round round = Round.wide(site);
        round.crash(step, pass);
        site.awaitEnd(round.promised());
        String what = "%s, pass %d".formatted(step.word(), pass);
        System.out.printf("halted at %s: whole again after %d ms%n", what, site.age().toMillis());
        assertThat(round.states()).as(what).isEqualTo(undisturbed.states());
        assertThat(round.outputs()).as(what).isEqualTo(undisturbed.outputs());
        assertThatEachEndWasToldOnce(round, step == Step.REPLAY_RECORDED);
      }
    }
    return null;
  }

  @Test
  void without_the_reconciler_work_is_lost_at_exactly_the_steps_it_is_there_for() throws Exception {
    var losing = EnumSet.noneOf(Step.class);
    try (Site site = Site.open(folder, false)) {
      for (Step step : STEPS) {
        Round round = Round.narrow(site, step == Step.TASK_PARKED ? Work.PARK : "");
        round.crash(step, lastPass(step));
        site.awaitIdle();
        if (!site.open(round.promised()).isEmpty()) {
          losing.add(step);
        }
      }
    }
    assertThat(losing).isEqualTo(NEED_THE_RECONCILER);
  }

  /// The last time the narrow pipeline takes a step: then the task before is through.
  private static int lastPass(Step step) {
    return switch (step) {
      case NEXT_PUBLISHED -> 5;
      case TASK_SETTLED -> 6;
      default -> 1;
    };
  }

  @Test
  void two_hundred_uploads_survive_three_kills() throws Exception {
    Map<String, Map<String, String>> undisturbed;
    try (Site site = Site.open(folder.resolve("undisturbed"), true)) {
      undisturbed = outputsOfAll(site, uploadAll(site));
    }
    try (Site site = Site.open(folder.resolve("killed"), true)) {
      try (var killer = Executors.newSingleThreadExecutor()) {
        Future<?> kills = killer.submit(() -> killNowAndThen(site, new Random(SEED)));
        Map<String, String> jobs = uploadAll(site);
        kills.get();
        Map<String, Map<String, String>> outputs = outputsOfAll(site, jobs);

        assertThat(site.lives()).isEqualTo(1 + KILLS);
        assertThat(site.promised()).isEqualTo(jobs).hasSize(UPLOADS);
        assertThat(site.states().values()).hasSize(UPLOADS).containsOnly("completed");
        assertThat(outputs).isEqualTo(undisturbed);
      }
    }
  }

  /// Uploads with several hands; the promised ids by key.
  private static Map<String, String> uploadAll(Site site) throws Exception {
    var jobs = new ConcurrentHashMap<String, String>();
    try (var hands = Executors.newFixedThreadPool(HANDS)) {
      var uploads = new ArrayList<Future<?>>();
      for (int i = 0; i < UPLOADS; i++) {
        String key = "upload-" + i;
        String text = (i % 20 == 0 ? "park " : i % 7 == 0 ? "flaky " : "") + "number " + i;
        uploads.add(hands.submit(() -> jobs.put(key, site.upload(Work.WIDE, key, text))));
      }
      for (Future<?> each : uploads) {
        each.get();
      }
    }
    return jobs;
  }

  private static Map<String, Map<String, String>> outputsOfAll(Site site, Map<String, String> jobs)
      throws Exception {
    site.awaitEnd(jobs.values());
    var outputs = new TreeMap<String, Map<String, String>>();
    for (var job : jobs.entrySet()) {
      outputs.put(job.getKey(), site.outputs(job.getValue()));
    }
    return outputs;
  }

  /// Kills at moments that the seed chooses, spread over the uploads.
  private static Void killNowAndThen(Site site, Random random) throws Exception {
    int apart = UPLOADS / (KILLS + 1);
    for (int kill = 1; kill <= KILLS; kill++) {
      int from = kill * apart - random.nextInt(apart / 2);
      Probe.eventually(from + " are promised", () -> site.promises() >= from);
      LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(50)));
      site.kill();
      site.revive();
    }
    return null;
  }

  /// Every end of a task and of a job reached its subscribers, and none twice.
  private static void assertThatEachEndWasToldOnce(Round round, boolean replayed)
      throws IOException, InterruptedException {
    for (String job : round.promised()) {
      List<String> events = round.site().events(job);
      long ends = events.stream().filter("job.ended"::equals).count();
      var finished = events.stream().filter(e -> e.startsWith("task.finished")).toList();
      assertThat(ends).as("ends of %s: %s", job, events).isBetween(1L, replayed ? 2L : 1L);
      if (!replayed) {
        assertThat(finished).as("of %s", job).doesNotHaveDuplicates().hasSize(9);
      }
    }
  }
}
