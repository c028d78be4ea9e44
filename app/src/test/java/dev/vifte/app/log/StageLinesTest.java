package dev.vifte.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.job.NodeId;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Outcome;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.JobProbe;
import dev.vifte.testkit.LambdaStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class StageLinesTest {
  private static final Logger STAGE = (Logger) LoggerFactory.getLogger("org.example.stage");

  private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

  @BeforeEach
  void keep() {
    kept.start();
    STAGE.addAppender(kept);
  }

  @AfterEach
  void detach() {
    STAGE.detachAppender(kept);
  }

  @Test
  void a_line_of_a_stage_names_its_attempt_on_any_thread() throws Exception {
    LambdaStage waiting = LambdaStage.of("test/waiting", _ -> logged());
    LambdaStage computing = LambdaStage.of("test/computing", _ -> logged()).computing();

    for (LambdaStage stage : List.of(waiting, computing)) {
      JobRecord job = run(stage);

      assertThat(kept.list.getLast().getMDCPropertyMap())
          .isEqualTo(
              Map.of(
                  "job",
                  job.id().value(),
                  "task",
                  job.id() + "/only",
                  "attempt",
                  "1",
                  "node",
                  "node-7",
                  "trace",
                  job.traceparent().map(TraceContext::traceId).orElseThrow()));
    }
  }

  @Test
  void text_and_json_show_it() throws Exception {
    JobRecord job = run(LambdaStage.of("test/waiting", _ -> logged()));
    ILoggingEvent line = kept.list.getFirst();

    assertThat(text(line)).contains("job=" + job.id(), "attempt=1", "node=node-7");
    assertThat(json(line)).contains("\"job\":\"%s\"".formatted(job.id()), "\"attempt\":\"1\"");
  }

  @Test
  void what_a_stage_leaves_in_the_context_is_gone_for_the_next_on_its_thread() throws Exception {
    LambdaStage leaving = LambdaStage.of("test/leaving", _ -> leave()).computing();

    run(leaving, 2);

    assertThat(kept.list).hasSize(2);
    assertThat(kept.list)
        .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).doesNotContainKey("left"));
  }

  private static Outcome logged() {
    STAGE.warn("odd, but fine");
    return Outcome.done();
  }

  private static Outcome leave() {
    Outcome done = logged();
    MDC.put("left", "behind");
    return done;
  }

  private static JobRecord run(LambdaStage stage) throws Exception {
    return run(stage, 1);
  }

  private static JobRecord run(LambdaStage stage, int times) throws Exception {
    Pipeline pipeline = Pipeline.named("logging").stage("only", stage);
    var probe = new JobProbe();
    var jobs = new ArrayList<JobRecord>();
    try (var backend = Embedded.open(EmbeddedSettings.inMemory());
        var node =
            Node.on(backend)
                .named(new NodeId("node-7"))
                .running(pipeline)
                .listening(probe)
                .start()) {
      for (int i = 0; i < times; i++) {
        jobs.add(upload(node, pipeline));
        probe.awaitEnd(jobs.getLast().id(), 1, Duration.ofSeconds(30));
      }
    }
    return jobs.getLast();
  }

  private static JobRecord upload(Node node, Pipeline pipeline) throws IOException {
    var request =
        new UploadRequest(
            Fixtures.TENANT,
            pipeline.name(),
            "a.txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var bytes = new ByteArrayInputStream(new byte[] {65});
    return ((UploadResult.Accepted) node.uploads().accept(request, bytes)).job();
  }

  private static String text(ILoggingEvent line) {
    var layout = new PatternLayout();
    layout.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    layout.setPattern(Logs.TEXT);
    layout.start();
    return layout.doLayout(line);
  }

  private static String json(ILoggingEvent line) {
    var lines = new JsonLines();
    lines.start();
    return new String(lines.encode(line), StandardCharsets.UTF_8);
  }
}
