package dev.vifte.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.erased.Marks;
import dev.vifte.erased.Places;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a backup promises, on whatever it is taken of.
abstract class BackupContract {
  private final Marks anna = new Marks("anna");
  private final Marks bert = new Marks("bert");

  @TempDir Path folder;

  private Path backup = Path.of("");
  private Path ledger = Path.of("");

  /// Settings of a fresh installation.
  abstract Map<String, String> fresh() throws Exception;

  /// Loses all that an installation keeps; settings of a place for the next.
  abstract Map<String, String> lose(Map<String, String> installation) throws Exception;

  /// The ledger of erasures, as it is configured.
  String ledger() throws IOException {
    return ledger.toString();
  }

  /// All folders that anything is kept in now.
  abstract List<Path> folders();

  @BeforeEach
  void prepare() throws IOException {
    backup = folder.resolve("backup");
    ledger = Files.createDirectory(folder.resolve("ledger"));
  }

  @Test
  void what_was_accepted_under_load_before_the_point_ends_after_a_restore() throws Exception {
    Map<String, String> first = settings(fresh());
    List<JobId> before;
    try (Installation running = start(first)) {
      before = backedUpUnderLoad(running, first, backup);
    }
    Map<String, String> second = settings(lose(first));

    Ran restored = Ran.of(second, "restore", backup).ok();

    assertThat(restored.said()).contains("jobs are back").contains("had not ended");
    try (Installation again = start(second)) {
      again.awaitEnds(before);
      for (JobId each : before) {
        assertThat(again.state(each)).as("%s", each).isEqualTo("completed");
      }
    }
  }

  @Test
  void who_was_erased_after_the_backup_stays_erased() throws Exception {
    Map<String, String> first = settings(fresh());
    backUpAnnaAndBertThenEraseAnna(first);
    Map<String, String> second = settings(lose(first));

    Ran restored = Ran.of(second, "restore", backup).ok();

    assertThat(restored.said()).contains("4 jobs were erased since");
    try (Installation again = start(second);
        Places places = new Places(folders())) {
      assertThat(places.of(anna.inText())).isEmpty();
      Erasure done = again.awaitErased(anna.subject());
      assertThat(done.phase()).isEqualTo(Erasure.Phase.DONE);
      assertThat(again.upload(anna.files(9).getFirst(), Optional.of(anna.subject())))
          .isInstanceOf(UploadResult.Erased.class);
      assertThat(places.of(anna.inPixels())).isEmpty();
      assertThat(places.of(bert.inPixels())).isNotEmpty();
    }
  }

  @Test
  void without_the_ledger_a_restore_is_refused_and_when_forced_brings_back_who_was_erased()
      throws Exception {
    Map<String, String> first = settings(fresh());
    backUpAnnaAndBertThenEraseAnna(first);
    var second = new HashMap<>(settings(lose(first)));
    second.remove("VIFTE_ERASE_LEDGER");

    Ran refused = Ran.of(second, "restore", backup);
    Ran.of(second, "restore", backup, "--without-erasures").ok();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("--erasures PLACE").contains("who was erased after");
    try (Places places = new Places(folders())) {
      assertThat(places.of(anna.inText())).as("the control").isNotEmpty();
    }
  }

  @Test
  void a_restore_that_was_killed_holds_nodes_off_until_it_was_run_again() throws Exception {
    Map<String, String> first = settings(fresh());
    List<JobId> before;
    try (Installation running = start(first)) {
      before = backedUpUnderLoad(running, first, backup);
    }
    Map<String, String> second = settings(lose(first));
    Ran.killedAt("objects: ", second, "restore", backup);

    assertThat(Ran.of(second, "up", "--port", "0").said()).contains("run `vifte restore` again");
    Ran again = Ran.of(second, "restore", backup).ok();

    assertThat(again.said()).contains("going on with a restore").doesNotContain(" 0 were there");
    try (Installation running = start(second)) {
      running.awaitEnds(before);
    }
  }

  @Test
  void a_place_that_is_not_empty_is_left_alone_unless_that_is_asked_for() throws Exception {
    Map<String, String> first = settings(fresh());
    JobId job;
    try (Installation running = start(first)) {
      job = running.accepted(bert.files(1).get(2), Optional.empty());
      Ran.of(first, "backup", backup).ok();
      running.awaitEnds(List.of(job));
    }

    Ran refused = Ran.of(first, "restore", backup);
    Ran replaced = Ran.of(first, "restore", backup, "--replace").ok();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("--replace");
    assertThat(replaced.said()).contains("1 jobs are back");
    try (Installation running = start(first)) {
      running.awaitEnds(List.of(job));
    }
  }

  private void backUpAnnaAndBertThenEraseAnna(Map<String, String> settings) throws Exception {
    try (Installation running = start(settings)) {
      var jobs = new ArrayList<JobId>();
      for (Marks person : List.of(anna, bert)) {
        for (Marks.Upload each : person.files(1)) {
          jobs.add(running.accepted(each, Optional.of(person.subject())));
        }
      }
      running.awaitEnds(jobs.subList(0, 2));
      Ran.of(settings, "backup", backup).ok();
      running.erase(anna.subject());
    }
  }

  /// Takes a backup while files come in; the jobs that were accepted before it began.
  private List<JobId> backedUpUnderLoad(Installation running, Map<String, String> settings, Path to)
      throws Exception {
    List<JobId> accepted = Collections.synchronizedList(new ArrayList<>());
    var over = new AtomicBoolean();
    try (var side = Executors.newSingleThreadExecutor()) {
      Future<Integer> load =
          side.submit(() -> {
            int number = 0;
            while (!over.get()) {
              accepted.add(running.accepted(bert.files(number++).get(2), Optional.empty()));
            }
            return number;
          });
      List<JobId> before;
      try {
        Probe.eventually("there is something to back up", () -> accepted.size() > 20);
        before = List.copyOf(accepted);
        Ran.of(settings, "backup", to).ok();
      } finally {
        over.set(true);
      }
      assertThat(load.get()).as("uploads went on").isGreaterThan(before.size());
      return before;
    }
  }

  private Installation start(Map<String, String> settings) {
    return Installation.start(settings, folder);
  }

  private Map<String, String> settings(Map<String, String> of) throws IOException {
    var all = new HashMap<>(of);
    all.put("VIFTE_ERASE_LEDGER", ledger());
    all.put("VIFTE_SUBJECTS_SECRET", "a secret that only tests know");
    all.put("VIFTE_HTTP_KEYS_FILE", folder.resolve("keys").toString());
    all.put("VIFTE_NODE_LEASE", "2s");
    all.put("VIFTE_NODE_RECONCILE", "1s");
    return all;
  }
}
