package dev.vifte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.TraceContext;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// How trace context goes from an upload to all that it causes, on any backend: extend it and say
/// how to open one.
public abstract class TraceContract extends EngineFixture {
  private static final TraceContext CALLER =
      TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");

  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void all_that_an_upload_causes_is_in_the_trace_of_its_caller() throws Exception {
    startFailingOnce();

    JobRecord job =
        ((UploadResult.Accepted) send("x", Optional.empty(), Optional.of(CALLER))).job();
    ended(job);

    Traced upload = accepted().trace();
    assertThat(upload.cause()).contains(CALLER);
    assertThat(job.traceparent()).contains(upload.own());
    assertThat(attempts())
        .hasSize(2)
        .allSatisfy(attempt -> assertThat(attempt.cause()).contains(upload.own()));
    assertThat(end().cause()).contains(upload.own());
    assertThat(List.of(upload.own(), attempts().getLast().own(), end().own()))
        .allMatch(own -> own.traceId().equals(CALLER.traceId()) && !own.sampled());
  }

  @Test
  void a_stage_sees_the_context_of_its_attempt_and_each_attempt_has_its_own() throws Exception {
    startFailingOnce();

    ended(upload("x"));

    assertThat(seen)
        .doesNotHaveDuplicates()
        .isEqualTo(attempts().stream().map(attempt -> attempt.own().traceparent()).toList());
  }

  @Test
  void an_upload_without_a_caller_begins_a_trace_that_is_sampled() throws Exception {
    startFailingOnce();

    ended(upload("x"));
    ended(upload("y"));

    var uploads = heard(JobAccepted.class).stream().map(JobAccepted::trace).toList();
    assertThat(uploads).allMatch(upload -> upload.cause().isEmpty() && upload.own().sampled());
    assertThat(uploads).extracting(upload -> upload.own().traceId()).doesNotHaveDuplicates();
  }

  private void startFailingOnce() throws Exception {
    start(
        Pipeline.named("p")
            .stage(
                "again",
                LambdaStage.of(
                    "test/again",
                    in -> {
                      seen.add(in.traceparent());
                      return in.attempt() == 1 ? Outcome.retry("once more") : Outcome.done();
                    }),
                spec ->
                    spec.retry(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5)))));
  }

  private JobAccepted accepted() {
    return heard(JobAccepted.class).getFirst();
  }

  private List<Traced> attempts() {
    return heard(AttemptFinished.class).stream().map(e -> e.run().trace()).toList();
  }

  private Traced end() {
    return heard(JobEnded.class).getFirst().trace();
  }

  private <T> List<T> heard(Class<T> kind) {
    return probe.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
