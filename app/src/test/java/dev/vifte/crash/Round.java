package dev.vifte.crash;

import dev.vifte.observe.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A few uploads, and a crash among them.
///
/// @param jobs id by key, in order
record Round(Site site, String pipeline, List<String> texts, Map<String, String> jobs) {
  /// Together these make the engine take every step three times.
  static Round wide(Site site) {
    var texts =
        List.of(
            "park one", "park two reject", "park three reject", "park flaky four reject", "five");
    return wide(site, texts);
  }

  /// The same without the long wait of a parked retry.
  static Round quick(Site site) {
    return wide(site, List.of("one", "two reject", "three reject", "flaky four reject", "five"));
  }

  private static Round wide(Site site, List<String> texts) {
    return new Round(site, Work.WIDE, texts, new LinkedHashMap<>());
  }

  /// One job that takes every step, one after the other.
  static Round narrow(Site site, String words) {
    return new Round(site, Work.NARROW, List.of("single reject " + words), new LinkedHashMap<>());
  }

  /// Plays it without a crash.
  Round play() throws Exception {
    upload("undisturbed");
    site.awaitEnd(jobs.values());
    return this;
  }

  /// Plays it with a node that halts the `pass`-th time it does `step`, and starts that again.
  void crash(Step step, int pass) throws Exception {
    int before = site.lives();
    site.ask("arm/%s/%d".formatted(step, pass), "");
    upload(step.word() + "-" + pass);
    if (step == Step.REPLAY_RECORDED) {
      site.awaitIdle();
      replay();
    }
    if (site.lives() == before) {
      site.awaitDeath();
      site.revive();
    }
  }

  /// The ids it was promised.
  List<String> promised() {
    return List.copyOf(jobs.values());
  }

  /// The outputs of each text.
  List<Map<String, String>> outputs() throws IOException, InterruptedException {
    var all = new ArrayList<Map<String, String>>();
    for (String job : jobs.values()) {
      all.add(site.outputs(job));
    }
    return all;
  }

  /// State of each text's job.
  List<String> states() throws IOException, InterruptedException {
    Map<String, String> states = site.states();
    return jobs.values().stream().map(job -> states.getOrDefault(job, "none")).toList();
  }

  private void upload(String name) throws IOException, InterruptedException {
    for (String text : texts) {
      String key = name + "-" + text.replace(' ', '-');
      jobs.put(key, site.upload(pipeline, key, text));
    }
  }

  private void replay() throws IOException, InterruptedException {
    for (String job : jobs.values()) {
      site.ask("replay/" + job + "/check", "");
    }
  }
}
