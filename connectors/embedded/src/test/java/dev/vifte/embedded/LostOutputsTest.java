package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.job.Entry;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectKey;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.testkit.Probe;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records that name what is not there any more.
final class LostOutputsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Kept kept = new Kept();

  @AfterEach
  void close() throws IOException {
    kept.close();
  }

  @Test
  void a_task_whose_output_has_vanished_runs_again_and_no_other() throws Exception {
    try (Node node = kept.node().start()) {
      JobRecord job = kept.ended(node, "good");
      ObjectKey copy = copy(job);
      kept.backend.objects().delete(copy);

      kept.probe.awaitEnd(job.id(), 2, SOON);

      assertThat(kept.backend.objects().head(copy)).isPresent();
      assertThat(kept.copied).hasValue(2);
      assertThat(kept.counted).hasValue(1);
      var document = node.jobs().document(Kept.TENANT, job.id()).orElseThrow();
      assertThat(document.at("/state").asText()).isEqualTo("completed");
      assertThat(document.at("/run").asInt()).isEqualTo(2);
    }
  }

  @Test
  void where_the_input_has_vanished_too_it_is_told_once_though_it_is_looked_at_again()
      throws Exception {
    try (Node node = kept.node().start()) {
      JobRecord job = kept.ended(node, "good");
      for (String folder : List.of("in", "out")) {
        for (ObjectKey key : kept.objects(folder, job.id())) {
          kept.backend.objects().delete(key);
        }
      }

      kept.probe.await(event -> tellsOf(job, event), SOON);

      JobRecord looked = kept.ended(node, "good");
      kept.backend.objects().delete(copy(looked));
      kept.probe.awaitEnd(looked.id(), 2, SOON);
      assertThat(kept.probe.events()).filteredOn(event -> tellsOf(job, event)).hasSize(1);
    }
  }

  private static boolean tellsOf(JobRecord job, PipelineEvent event) {
    return event instanceof NodeTroubled(Throwable cause)
        && String.valueOf(cause.getMessage()).contains(job.id() + " are gone");
  }

  @Test
  void a_manifest_that_has_vanished_is_written_again() throws Exception {
    try (Node node = kept.node().start()) {
      JobRecord job = kept.ended(node, "good");
      kept.backend.objects().delete(Manifest.key(job));

      Probe.eventually(
          "the manifest is there",
          () -> kept.backend.objects().head(Manifest.key(job)).isPresent());
    }
  }

  @Test
  void a_cancelled_job_gets_its_manifest_though_the_node_died_before_it() throws Exception {
    JobRecord job;
    try (Node gateway = kept.node().withoutWorkers().start()) {
      job = Kept.upload(gateway, "good");
    }
    Versioned<Entry> seen = read(job);
    Instant now = Instant.EPOCH;
    JobRecord cancelled = ((JobRecord) seen.value()).in(JobState.CANCELLED, now, Optional.of(now));
    assertThat(kept.backend.jobs().replace(seen, cancelled)).isTrue();

    try (Node _ = kept.node().start()) {
      Probe.eventually(
          "the manifest is there",
          () -> kept.backend.objects().head(Manifest.key(job)).isPresent());
      Probe.eventually("it is not due any more", () -> read(job).value().due().isEmpty());
    }
  }

  private ObjectKey copy(JobRecord job) throws IOException {
    return kept.objects("out", job.id()).stream()
        .filter(key -> key.value().endsWith("copy.txt"))
        .findFirst()
        .orElseThrow();
  }

  private Versioned<Entry> read(JobRecord job) throws IOException {
    RecordKey key = RecordKey.of(job.id());
    return kept.backend.jobs().read(List.of(key)).values().iterator().next();
  }
}
