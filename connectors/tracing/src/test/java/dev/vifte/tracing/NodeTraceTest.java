package dev.vifte.tracing;

import static dev.vifte.pipeline.Pipeline.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.JobProbe;
import dev.vifte.testkit.LambdaStage;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class NodeTraceTest {
  private static final TraceContext CALLER =
      TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final KeptSpans kept = new KeptSpans();
  private final JobProbe probe = new JobProbe();
  private final List<String> sent = new CopyOnWriteArrayList<>();

  private final Pipeline pipeline =
      Pipeline.named("letters")
          .stage(
              "read",
              LambdaStage.of(
                  "test/read",
                  in -> {
                    sent.add(in.traceparent());
                    return in.attempt() == 1 ? Outcome.retry("once more") : Outcome.done();
                  }),
              spec -> spec.retry(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5))))
          .stage("count", LambdaStage.of("test/count", _ -> Outcome.done()), after("read"));

  @Test
  void one_upload_is_one_trace_from_its_caller_to_every_attempt() throws Exception {
    run();

    SpanData upload = kept.named("upload letters").getFirst();
    assertThat(kept.all())
        .hasSize(5)
        .extracting(SpanData::getTraceId)
        .containsOnly(CALLER.traceId());
    assertThat(upload.getParentSpanId()).isEqualTo(CALLER.spanId());
    assertThat(kept.all())
        .filteredOn(span -> !span.equals(upload))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(upload.getSpanId());
  }

  @Test
  void a_span_has_the_ids_that_its_stage_sent_to_others() throws Exception {
    run();

    assertThat(kept.named("test/read"))
        .extracting(span -> "00-%s-%s-01".formatted(span.getTraceId(), span.getSpanId()))
        .containsExactlyElementsOf(sent);
    assertThat(kept.named("test/read"))
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
  }

  private void run() throws Exception {
    var settings = TracingSettings.to("http://127.0.0.1:4318", "vifte");
    var clock = InstantSource.system();
    try (var tracing = new Tracing(Sending.through(kept, settings, Fixtures.NODE), clock);
        var backend = Embedded.open(EmbeddedSettings.inMemory());
        var node = Node.on(backend).running(pipeline).listening(tracing).listening(probe).start()) {
      var request =
          new UploadRequest(
              Fixtures.TENANT,
              pipeline.name(),
              "secret.txt",
              Optional.empty(),
              Optional.empty(),
              Optional.of(CALLER));
      var accepted =
          (UploadResult.Accepted)
              node.uploads().accept(request, new ByteArrayInputStream(new byte[] {65}));
      probe.awaitEnd(accepted.job().id(), 1, Duration.ofSeconds(30));
    }
    assertThat(kept.all().toString()).doesNotContain("secret.txt", Fixtures.TENANT.value());
  }
}
