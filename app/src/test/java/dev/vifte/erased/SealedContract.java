package dev.vifte.erased;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.app.Encryption;
import dev.vifte.backup.Installation;
import dev.vifte.deadletter.DeadLetters;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a tenant with a key nothing lies open, wherever it is kept: before, while and after its jobs
/// run, and when they have failed.
abstract class SealedContract {
  private static final TenantId TENANT = new TenantId("default");

  private final Marks anna = new Marks("anna");

  @TempDir Path folder;

  /// Settings of a fresh installation.
  abstract Map<String, String> fresh() throws Exception;

  /// All folders that anything is kept in.
  abstract List<Path> folders();

  @Test
  void nothing_is_found_of_jobs_that_wait_run_have_ended_or_are_dead() throws Exception {
    Map<String, String> settings = settings();
    Path keys = folder.resolve("keys.txt");
    Encryption.add(keys, TENANT, "first");
    settings.put("VIFTE_ENCRYPTION_KEYS_FILE", keys.toString());
    List<JobId> jobs;
    try (Places places = new Places(folders())) {
      try (Installation gateway = Installation.gateway(settings, folder)) {
        jobs = upload(gateway, 1);
        assertNothing(places, "they wait");
      }
      try (Installation running = Installation.start(settings, folder)) {
        List<JobId> more = upload(running, 6);
        assertNothing(places, "they run");
        running.awaitEnds(jobs);
        running.awaitEnds(more);
        assertNothing(places, "they have ended");

        assertThat(dead(running)).as("people read it all the same").contains(anna.inNames());
      }
      assertNothing(places, "the node has gone");
    }
  }

  @Test
  void without_a_key_the_same_search_finds_them() throws Exception {
    try (Places places = new Places(folders());
        Installation running = Installation.start(settings(), folder)) {
      running.awaitEnds(upload(running, 1));

      for (String each : List.of(anna.inNames(), anna.inExif(), anna.inPixels(), anna.inText())) {
        assertThat(places.of(each)).as(each).isNotEmpty();
      }
      assertThat(places.of(anna.inText()))
          .as("findings in records, too")
          .anyMatch(file -> file.contains("state.db") || file.contains("jetstream"));
    }
  }

  private void assertNothing(Places places, String when) throws IOException {
    for (String each : anna.all()) {
      assertThat(places.of(each)).as("%s, %s", each, when).isEmpty();
    }
  }

  private static String dead(Installation running) throws IOException {
    DeadLetters letters = running.node().deadLetters();
    return letters.list(DeadLetterQuery.ALL).toString();
  }

  private List<JobId> upload(Installation to, int times) throws IOException {
    var jobs = new ArrayList<JobId>();
    for (int i = 0; i < times; i++) {
      for (Marks.Upload each : anna.files(i)) {
        jobs.add(to.accepted(each, Optional.of(anna.subject())));
      }
    }
    return jobs;
  }

  private Map<String, String> settings() throws Exception {
    var all = new HashMap<>(fresh());
    all.put("VIFTE_SUBJECTS_SECRET", "a secret that only tests know");
    all.put("VIFTE_HTTP_KEYS_FILE", folder.resolve("api-keys").toString());
    all.put("VIFTE_INGEST_NATS", "off");
    all.put("VIFTE_NODE_LEASE", "2s");
    all.put("VIFTE_NODE_RECONCILE", "1s");
    return all;
  }
}
