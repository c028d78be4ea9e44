package dev.vifte.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobState;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.AttemptStarted;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.TraceContext;
import dev.vifte.observe.Traced;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.ManualClock;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
  private static final Duration TOOK = Duration.ofMillis(250);

  private final KeptSpans kept = new KeptSpans();
  private final ManualClock clock = new ManualClock();
  private final RandomGenerator random = new Random(3);

  @Test
  void an_attempt_is_a_span_under_its_upload_with_the_ids_it_was_given() {
    SpanData span = attempt(Fixtures.TRACE, Outcome.done());

    assertThat(span.getName()).isEqualTo("image/resize");
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getTraceId()).isEqualTo(Fixtures.TRACE.own().traceId());
    assertThat(span.getSpanId()).isEqualTo(Fixtures.TRACE.own().spanId());
    assertThat(span.getParentSpanId())
        .isEqualTo(Fixtures.TRACE.cause().map(TraceContext::spanId).orElseThrow());
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void a_span_ends_when_it_is_told_and_began_as_long_before_as_it_took() {
    SpanData span = attempt(Fixtures.TRACE, Outcome.done());

    assertThat(time(span.getEndEpochNanos())).isEqualTo(clock.instant());
    assertThat(time(span.getStartEpochNanos())).isEqualTo(clock.instant().minus(TOOK));
  }

  @Test
  void an_attempt_names_its_task_and_its_place_and_nobody() {
    SpanData span = attempt(Fixtures.TRACE, Outcome.done());

    assertThat(span.getAttributes().asMap())
        .containsOnly(
            Map.entry(AttributeKey.stringKey("vifte.job"), Fixtures.job(1).value()),
            Map.entry(AttributeKey.stringKey("vifte.task"), Fixtures.task(1).toString()),
            Map.entry(AttributeKey.stringKey("vifte.pipeline"), Fixtures.PIPELINE.value()),
            Map.entry(AttributeKey.stringKey("vifte.node"), Fixtures.NODE.value()),
            Map.entry(AttributeKey.stringKey("vifte.pool"), Fixtures.POOL.value()),
            Map.entry(AttributeKey.longKey("vifte.attempt"), 2L),
            Map.entry(AttributeKey.longKey("vifte.cpu_ms"), 7L));
    assertThat(span.getResource().getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("service.name"), "photos")
        .containsEntry(AttributeKey.stringKey("service.instance.id"), Fixtures.NODE.value());
  }

  @Test
  void what_did_not_go_well_is_an_error_with_one_word() {
    assertThat(attempt(Fixtures.TRACE, Outcome.reject(Reason.ENCRYPTED, "a.pdf is")).getStatus())
        .isEqualTo(StatusData.create(StatusCode.ERROR, "encrypted"));
    assertThat(attempt(Fixtures.TRACE, Outcome.retry("the net broke")).getStatus())
        .isEqualTo(StatusData.create(StatusCode.ERROR, "retry"));
    assertThat(attempt(Fixtures.TRACE, Outcome.dependencyDown("it is away")).getStatus())
        .isEqualTo(StatusData.create(StatusCode.ERROR, "dependency-down"));
  }

  @Test
  void an_upload_begins_a_trace_or_goes_on_under_its_caller() {
    Traced first = Traced.under(Optional.empty(), random);
    Traced under = Traced.under(Optional.of(first.own()), random);

    try (Tracing tracing = tracing(1)) {
      tracing.on(accepted(first));
      tracing.on(accepted(under));
    }

    var spans = kept.named("upload media");
    assertThat(spans).extracting(SpanData::getKind).containsOnly(SpanKind.SERVER);
    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(first.own().traceId());
    assertThat(spans)
        .extracting(SpanData::getSpanId)
        .containsExactly(first.own().spanId(), under.own().spanId());
    assertThat(spans)
        .extracting(SpanData::getParentSpanId)
        .containsExactly("0".repeat(16), first.own().spanId());
    assertThat(spans.getFirst().getAttributes().toString()).doesNotContain(Fixtures.TENANT.value());
  }

  @Test
  void a_job_is_a_span_from_first_to_last_and_an_error_unless_it_completed() {
    try (Tracing tracing = tracing(1)) {
      tracing.on(ended(JobState.COMPLETED));
      tracing.on(ended(JobState.FAILED));
    }

    assertThat(kept.named("job media"))
        .extracting(SpanData::getStatus)
        .containsExactly(StatusData.unset(), StatusData.create(StatusCode.ERROR, "failed"));
  }

  @Test
  void what_the_caller_does_not_want_recorded_is_not() {
    var unwanted = new TraceContext("1".repeat(32), "2".repeat(16), false);

    try (Tracing tracing = tracing(1)) {
      tracing.on(finished(Traced.under(Optional.of(unwanted), random), Outcome.done()));
      tracing.on(new AttemptStarted(run(Fixtures.TRACE)));
    }

    assertThat(kept.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0.5, 400, 600", "1, 1000, 1000"})
  void a_part_of_the_traces_is_enough(double part, int least, int most) {
    try (Tracing tracing = tracing(part)) {
      for (int i = 0; i < 1000; i++) {
        tracing.on(finished(Traced.under(Optional.empty(), random), Outcome.done()));
      }
    }

    assertThat(kept.all()).hasSizeBetween(least, most);
  }

  private SpanData attempt(Traced trace, Outcome outcome) {
    try (Tracing tracing = tracing(1)) {
      tracing.on(finished(trace, outcome));
    }
    return kept.all().getLast();
  }

  private Tracing tracing(double part) {
    TracingSettings all = TracingSettings.to("http://127.0.0.1:4318", "photos");
    var settings = new TracingSettings(all.traces(), all.headers(), all.service(), part);
    return new Tracing(Sending.through(kept, settings, Fixtures.NODE), clock);
  }

  private static JobAccepted accepted(Traced trace) {
    return new JobAccepted(Fixtures.job(1), Fixtures.TENANT, Fixtures.PIPELINE, 700, TOOK, trace);
  }

  private static AttemptFinished finished(Traced trace, Outcome outcome) {
    return new AttemptFinished(run(trace), outcome, TOOK, Duration.ofMillis(7));
  }

  private static JobEnded ended(JobState state) {
    return new JobEnded(Fixtures.job(1), Fixtures.PIPELINE, state, TOOK, Fixtures.TRACE);
  }

  private static Run run(Traced trace) {
    return new Run(
        Fixtures.task(1), 2, Fixtures.NODE, Fixtures.POOL, Fixtures.KIND, Fixtures.PIPELINE, trace);
  }

  private static Instant time(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }
}
