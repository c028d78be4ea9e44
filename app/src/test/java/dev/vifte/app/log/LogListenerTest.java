package dev.vifte.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vifte.job.JobId;
import dev.vifte.job.NodeId;
import dev.vifte.job.TaskId;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.queue.PoolName;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogListenerTest {
  private static final PipelineEvent.Run RUN =
      new PipelineEvent.Run(
          TaskId.of(new JobId("0123456789abcdef0123456789abcdef"), new StageName("text")),
          2,
          new NodeId("node-1"),
          new PoolName("pdf-text"),
          new StageKind("pdf/text"),
          new PipelineName("documents"),
          Fixtures.TRACE);

  @Test
  void a_line_of_a_task_carries_job_task_attempt_node_and_trace() {
    ILoggingEvent line =
        logged(
            new PipelineEvent.AttemptFinished(
                RUN,
                Outcome.reject(Reason.ENCRYPTED, "it asks for a password"),
                Duration.ofMillis(3),
                Duration.ZERO));

    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getFormattedMessage()).contains("encrypted", "it asks for a password");
    assertThat(line.getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly(
            "job=0123456789abcdef0123456789abcdef",
            "task=0123456789abcdef0123456789abcdef/text",
            "node=node-1",
            "attempt=2",
            "trace=4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void what_goes_well_is_at_debug() {
    ILoggingEvent line =
        logged(
            new PipelineEvent.AttemptFinished(
                RUN, Outcome.done(), Duration.ofMillis(3), Duration.ZERO));

    assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void a_surprise_brings_its_stack_to_the_log_of_the_node() {
    ILoggingEvent line =
        logged(new PipelineEvent.StageSurprised(RUN, new IllegalStateException("odd")));

    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getThrowableProxy().getMessage()).isEqualTo("odd");
  }

  @Test
  void json_lines_are_flat() {
    ILoggingEvent line = logged(new PipelineEvent.AttemptStarted(RUN));
    var lines = new JsonLines();
    lines.start();

    String json = new String(lines.encode(line), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(json)
        .endsWith("}\n")
        .contains("\"level\":\"debug\"", "\"attempt\":\"2\"", "\"trace\":\"4bf92f35");
  }

  private static ILoggingEvent logged(PipelineEvent event) {
    var logger = (Logger) LoggerFactory.getLogger("vifte");
    var kept = new ListAppender<ILoggingEvent>();
    Level before = logger.getEffectiveLevel();
    kept.start();
    logger.addAppender(kept);
    logger.setLevel(Level.DEBUG);
    try {
      new LogListener("node-1").on(event);
    } finally {
      logger.detachAppender(kept);
      logger.setLevel(before);
    }
    return List.copyOf(kept.list).getFirst();
  }
}
