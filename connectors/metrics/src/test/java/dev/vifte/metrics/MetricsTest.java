package dev.vifte.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobState;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.AttemptStarted;
import dev.vifte.observe.PipelineEvent.BreakerChanged;
import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.DeliverySkipped;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.PipelineEvent.PoolRestarted;
import dev.vifte.observe.PipelineEvent.StageSurprised;
import dev.vifte.observe.PipelineEvent.TaskDied;
import dev.vifte.observe.PipelineEvent.UploadRefused;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final PipelineEvent.Run RUN =
      new PipelineEvent.Run(
          Fixtures.task(1),
          1,
          Fixtures.NODE,
          Fixtures.POOL,
          Fixtures.KIND,
          Fixtures.PIPELINE,
          Fixtures.TRACE);
  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void jobs_are_counted_as_they_come_and_end() {
    tell(
        accepted(1, 700),
        accepted(2, 300),
        new JobEnded(
            Fixtures.job(1),
            Fixtures.PIPELINE,
            JobState.COMPLETED,
            Duration.ofMillis(40),
            Fixtures.TRACE));

    assertThat(lines())
        .contains(
            "vifte_jobs_accepted_total{pipeline=\"media\"} 2.0",
            "vifte_upload_bytes_total{pipeline=\"media\"} 1000.0",
            "vifte_jobs_ended_total{pipeline=\"media\",state=\"completed\"} 1.0",
            "vifte_job_duration_seconds_bucket{pipeline=\"media\",le=\"0.025\"} 0",
            "vifte_job_duration_seconds_bucket{pipeline=\"media\",le=\"0.05\"} 1",
            "vifte_job_duration_seconds_count{pipeline=\"media\"} 1");
  }

  @Test
  void refused_uploads_are_counted_by_reason() {
    tell(
        new UploadRefused(Fixtures.PIPELINE, "TooLarge"),
        new UploadRefused(Fixtures.PIPELINE, "too-many-requests"));

    assertThat(lines())
        .contains(
            "vifte_uploads_refused_total{pipeline=\"media\",reason=\"too-large\"} 1.0",
            "vifte_uploads_refused_total{pipeline=\"media\",reason=\"too-many-requests\"} 1.0");
  }

  @Test
  void attempts_are_counted_by_how_they_ended_and_timed_by_kind() {
    tell(
        new AttemptStarted(RUN),
        finished(Outcome.done()),
        finished(Outcome.retry("later")),
        finished(Outcome.dependencyDown("gone")),
        finished(Outcome.reject(Reason.CORRUPT, "broken")));

    assertThat(lines())
        .contains(
            "vifte_attempts_total{kind=\"image/resize\",outcome=\"done\"} 1.0",
            "vifte_attempts_total{kind=\"image/resize\",outcome=\"retry\"} 1.0",
            "vifte_attempts_total{kind=\"image/resize\",outcome=\"dependency-down\"} 1.0",
            "vifte_attempts_total{kind=\"image/resize\",outcome=\"rejected\"} 1.0",
            "vifte_stage_cpu_seconds_total{kind=\"image/resize\"} 8.0",
            "vifte_stage_duration_seconds_sum{kind=\"image/resize\"} 12.0",
            "vifte_stage_duration_seconds_count{kind=\"image/resize\"} 4");
  }

  @Test
  void trouble_is_counted() {
    var cause = new IOException("broken");
    tell(
        new TaskDied(Fixtures.task(1), Fixtures.KIND, "corrupt"),
        new StageSurprised(RUN, cause),
        new DeliverySkipped(Fixtures.task(1), "unknown-job"),
        new DeliveryFailed(Fixtures.task(1), cause),
        new Mended("lost-task", Fixtures.job(1)),
        new NodeTroubled(cause),
        new PoolRestarted(Fixtures.POOL, cause));

    assertThat(lines())
        .contains(
            "vifte_dead_letters_total{kind=\"image/resize\",reason=\"corrupt\"} 1.0",
            "vifte_stage_surprises_total{kind=\"image/resize\"} 1.0",
            "vifte_deliveries_skipped_total{why=\"unknown-job\"} 1.0",
            "vifte_deliveries_failed_total 1.0",
            "vifte_mended_total{what=\"lost-task\"} 1.0",
            "vifte_node_troubles_total 1.0",
            "vifte_pool_restarts_total{pool=\"image-resize\"} 1.0");
  }

  @Test
  void a_breaker_is_in_one_state_at_a_time() {
    tell(new BreakerChanged(Fixtures.POOL, "OPEN"), new BreakerChanged(Fixtures.POOL, "HALF_OPEN"));

    assertThat(lines())
        .contains(
            "vifte_breaker_state{pool=\"image-resize\",state=\"open\"} 0.0",
            "vifte_breaker_state{pool=\"image-resize\",state=\"half-open\"} 1.0");
  }

  @Test
  void the_jvm_and_its_process_are_measured() {
    assertThat(metrics.scrape())
        .contains("jvm_memory_used_bytes{", "process_uptime_seconds ", "process_cpu_usage ");
  }

  @Test
  void no_label_holds_a_tenant_or_an_id() {
    tell(accepted(1, 700), finished(Outcome.done()));

    assertThat(metrics.scrape())
        .doesNotContain(Fixtures.TENANT.value(), Fixtures.job(1).value(), Fixtures.NODE.value());
  }

  @Test
  void the_host_is_measured_where_the_kernel_tells(@TempDir Path proc) throws IOException {
    Files.writeString(proc.resolve("stat"), "cpu  1 2 3 4 250 6 7 0 0 0\ncpu0 1 2 3 4 5 6 7\n");
    Files.createDirectory(proc.resolve("pressure"));
    Files.writeString(
        proc.resolve("pressure/io"),
        """
        some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000
        full avg10=0.00 avg60=0.00 avg300=0.00 total=500000
        """);

    assertThat(hostLines(proc))
        .containsExactlyInAnyOrder(
            "vifte_host_iowait_seconds_total 2.5",
            "vifte_host_pressure_waiting_seconds_total{resource=\"io\"} 1.5",
            "vifte_host_pressure_stalled_seconds_total{resource=\"io\"} 0.5");
  }

  @Test
  void a_host_that_tells_nothing_is_not_measured(@TempDir Path proc) {
    assertThat(hostLines(proc)).isEmpty();
  }

  private static List<String> hostLines(Path proc) {
    var registry =
        new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
            io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT);
    HostMeters.bind(registry, proc);
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static AttemptFinished finished(Outcome outcome) {
    return new AttemptFinished(RUN, outcome, Duration.ofSeconds(3), Duration.ofSeconds(2));
  }

  private void tell(PipelineEvent... events) {
    Arrays.stream(events).forEach(metrics::on);
  }

  private static JobAccepted accepted(int n, long bytes) {
    return new JobAccepted(
        Fixtures.job(n),
        Fixtures.TENANT,
        Fixtures.PIPELINE,
        bytes,
        Duration.ofMillis(5),
        Fixtures.TRACE);
  }

  private List<String> lines() {
    return metrics.scrape().lines().toList();
  }
}
