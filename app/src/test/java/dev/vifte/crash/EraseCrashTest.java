package dev.vifte.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.observe.Step;
import dev.vifte.testkit.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An erasure comes to its end wherever the process dies, and with the reconciler off it does not.
final class EraseCrashTest {
  private static final int JOBS = 3;

  /// Those of an erasure; the first pass over three jobs takes some of them three times.
  private static final List<Step> STEPS = Stream.of(Step.values()).filter(Step::erases).toList();

  @TempDir private Path folder = Path.of("");

  @Test
  void an_erasure_that_dies_after_any_step_ends_and_leaves_nothing() throws Exception {
    try (Site site = Site.open(folder, true)) {
      for (Step step : STEPS) {
        String person = step.word();
        List<String> jobs = uploadAbout(site, person);

        crash(site, step, person);

        Probe.eventually(
            "the erasure halted at " + person + " is done",
            () -> site.ask("erasure/" + person, "").body().equals("done"));
        System.out.printf("halted at %s: erased %d ms after%n", person, site.age().toMillis());
        for (String job : jobs) {
          assertThat(site.ask("objects/" + job, "").body()).as(person).isEmpty();
          assertThat(site.states()).as(person).doesNotContainKey(job);
          assertThat(site.events(job)).as(person).isEmpty();
        }
      }
    }
  }

  @Test
  void without_the_reconciler_an_erasure_that_died_stays_where_it_was() throws Exception {
    try (Site site = Site.open(folder, false)) {
      List<String> jobs = uploadAbout(site, "anna");

      crash(site, Step.ERASE_RECORDED, "anna");

      site.awaitIdle();
      assertThat(site.ask("erasure/anna", "").body()).isEqualTo("removing");
      assertThat(site.states()).containsKeys(jobs.toArray(String[]::new));
    }
  }

  /// The erasure goes on behind the answer, so the node may live a moment longer than that.
  private static void crash(Site site, Step step, String person) throws Exception {
    int before = site.lives();
    site.ask("arm/%s/%d".formatted(step, 1), "");
    site.once("erase/" + person);
    if (site.lives() == before) {
      site.awaitDeath();
      site.revive();
    }
  }

  private static List<String> uploadAbout(Site site, String person) throws Exception {
    var jobs = new ArrayList<String>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(site.upload(Work.WIDE, person + "-" + i + "/" + person, "number " + i));
    }
    return jobs;
  }
}
