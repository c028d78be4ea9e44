package dev.vifte.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Problem;
import dev.vifte.backup.Installation;
import dev.vifte.backup.Ran;
import dev.vifte.erased.Marks;
import dev.vifte.job.JobId;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What it means that the objects of a tenant lie in a place of their own, wherever that is.
abstract class PlacedContract {
  private static final String OWN = "(in|out|audit|erased)/default/.*";

  private final Marks anna = new Marks("anna");

  @TempDir Path folder;

  /// Settings of the common store of an installation.
  abstract Map<String, String> common(String installation) throws Exception;

  /// A place of that installation, as it is configured.
  abstract String place(String installation) throws Exception;

  /// One that is not to be had, as it is configured; and what is said of it.
  abstract Map.Entry<String, String> wrong() throws Exception;

  /// The keys that lie in the common store.
  abstract List<String> keys(String installation) throws Exception;

  /// The keys that lie in the place.
  abstract List<String> placedKeys(String installation) throws Exception;

  @Test
  void all_that_belongs_to_a_tenant_lies_in_its_own_place_and_nothing_of_it_elsewhere()
      throws Exception {
    try (Installation running = start(placed("one"))) {
      List<JobId> jobs = upload(running);

      assertThat(placedKeys("one"))
          .anyMatch(key -> key.startsWith("in/default/"))
          .anyMatch(key -> key.startsWith("out/default/" + jobs.getFirst()))
          .allMatch(key -> key.matches(OWN));
      assertThat(keys("one")).contains("placed/default").noneMatch(key -> key.matches(OWN));

      running.erase(anna.subject());
      assertThat(placedKeys("one"))
          .anyMatch(key -> key.startsWith("erased/default/"))
          .noneMatch(key -> key.matches("(in|out)/.*"));
      assertThat(keys("one")).noneMatch(key -> key.matches(OWN));
    }
  }

  @Test
  void a_node_that_would_store_elsewhere_does_not_start() throws Exception {
    start(placed("one")).close();

    assertThatThrownBy(() -> start(settings("one")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("residency.places here says nothing of it")
        .hasMessageContaining("delete the object placed/default");
  }

  @Test
  void what_a_tenant_has_in_the_common_store_is_told_and_not_left_behind() throws Exception {
    try (Installation running = start(settings("one"))) {
      upload(running);
    }

    assertThatThrownBy(() -> start(placed("one")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("move what lies below in/default/, out/default/");
  }

  @Test
  void a_place_that_is_not_to_be_had_is_refused() throws Exception {
    Map.Entry<String, String> wrong = wrong();
    Map<String, String> settings = settings("one");
    settings.put("VIFTE_RESIDENCY_PLACES", "default=" + wrong.getKey());

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(wrong.getValue());
    assertThat(Ran.of(settings, "doctor").said()).contains(wrong.getValue());
  }

  @Test
  void jobs_whose_store_was_lost_come_back_from_there() throws Exception {
    Map<String, String> settings = placed("one");
    List<JobId> jobs;
    try (Installation running = start(settings)) {
      jobs = upload(running);
    }
    for (String each : List.of("state.db", "state.db-wal", "state.db-shm")) {
      Files.deleteIfExists(data("one").resolve(each));
    }

    try (Installation again = start(settings)) {
      for (JobId each : jobs) {
        Probe.eventually("job %s is back".formatted(each), () -> !again.state(each).isEmpty());
      }
    }
  }

  @Test
  void a_backup_comes_back_to_the_place_of_whoever_restores_it() throws Exception {
    Path backup = folder.resolve("backup");
    List<JobId> jobs;
    try (Installation running = start(placed("one"))) {
      jobs = upload(running);
      Ran.of(placed("one"), "backup", backup).ok();
    }
    Map<String, String> second = placed("two");

    Ran.of(second, "restore", backup, "--without-erasures").ok();

    assertThat(placedKeys("two"))
        .containsAll(placedKeys("one").stream().filter(key -> key.matches("(in|out)/.*")).toList());
    assertThat(keys("two")).noneMatch(key -> key.matches(OWN));
    try (Installation again = start(second)) {
      assertThat(again.state(jobs.getFirst())).isEqualTo("completed");
    }
  }

  @Test
  void a_backup_that_would_miss_the_objects_of_a_tenant_is_refused() throws Exception {
    Path backup = folder.resolve("backup");
    try (Installation running = start(placed("one"))) {
      upload(running);
    }

    Ran refused = Ran.of(settings("one"), "backup", backup);

    assertThat(refused.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(refused.said()).contains("residency.places here says nothing of it");
    assertThat(backup).doesNotExist();
  }

  @Test
  void a_restore_to_other_places_than_those_of_the_store_changes_nothing() throws Exception {
    Path backup = folder.resolve("backup");
    JobId job;
    try (Installation running = start(placed("one"))) {
      job = upload(running).getFirst();
      Ran.of(placed("one"), "backup", backup).ok();
    }

    Ran refused = Ran.of(settings("one"), "restore", backup, "--without-erasures", "--replace");

    assertThat(refused.said()).contains("residency.places here says nothing of it");
    try (Installation again = start(placed("one"))) {
      assertThat(again.state(job)).isEqualTo("completed");
    }
  }

  private List<JobId> upload(Installation running) throws Exception {
    var jobs = new ArrayList<JobId>();
    for (Marks.Upload each : anna.files(1)) {
      jobs.add(running.accepted(each, Optional.of(anna.subject())));
    }
    running.awaitEnds(jobs);
    return jobs;
  }

  private Installation start(Map<String, String> settings) {
    return Installation.start(settings, folder);
  }

  final Path data(String installation) {
    return folder.resolve("data-" + installation);
  }

  final Map<String, String> placed(String installation) throws Exception {
    Map<String, String> all = settings(installation);
    all.put("VIFTE_RESIDENCY_PLACES", "default=" + place(installation));
    return all;
  }

  final Map<String, String> settings(String installation) throws Exception {
    var all = new HashMap<>(common(installation));
    all.put("VIFTE_DATA", data(installation).toString());
    all.put("VIFTE_SUBJECTS_SECRET", "a secret that only tests know");
    all.put("VIFTE_HTTP_KEYS_FILE", folder.resolve("keys").toString());
    all.put("VIFTE_NODE_LEASE", "2s");
    all.put("VIFTE_NODE_RECONCILE", "1s");
    return all;
  }

  /// A folder that is made.
  final Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }
}
