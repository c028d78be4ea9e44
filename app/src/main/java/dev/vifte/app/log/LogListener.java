package dev.vifte.app.log;

import dev.vifte.job.TaskId;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.Run;
import dev.vifte.observe.PipelineListener;
import dev.vifte.stage.Outcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes what happens inside a node to its log. What goes well is at debug; what somebody may have
/// to look at is a warning with its reason; only here do stack traces appear.
public final class LogListener implements PipelineListener {
  private static final Logger LOG = LoggerFactory.getLogger("vifte");

  private final String node;

  /// @param node the name every line carries
  public LogListener(String node) {
    this.node = node;
  }

  @Override
  public void on(PipelineEvent event) {
    switch (event) {
      case PipelineEvent.JobAccepted e ->
          LOG.atDebug()
              .addKeyValue("job", e.job())
              .addKeyValue("node", node)
              .log("accepted {} bytes for {}", e.bytes(), e.pipeline());
      case PipelineEvent.UploadRefused e ->
          LOG.atDebug().addKeyValue("node", node).log("refused: {} for {}", e.word(), e.pipeline());
      case PipelineEvent.AttemptStarted(Run run) ->
          of(LOG.atDebug(), run).log("{} begins", run.kind());
      case PipelineEvent.AttemptFinished e -> finished(e);
      case PipelineEvent.StageSurprised(Run run, Throwable surprise) ->
          of(LOG.atWarn(), run).setCause(surprise).log("{} failed unexpectedly", run.kind());
      case PipelineEvent.DeliverySkipped(TaskId task, String why) ->
          of(LOG.atDebug(), task).log("delivery skipped: {}", why);
      case PipelineEvent.DeliveryFailed(TaskId task, Throwable cause) ->
          trouble(
              of(LOG.atWarn(), task),
              "a delivery failed outside its stage; it comes again when its lease ends",
              cause);
      case PipelineEvent.TaskDied e ->
          of(LOG.atWarn(), e.task()).log("dead letter: {} gave up, {}", e.kind(), e.reason());
      case PipelineEvent.JobEnded e ->
          LOG.atDebug()
              .addKeyValue("job", e.job())
              .addKeyValue("node", node)
              .log("{} {} after {} ms", e.pipeline(), e.state().word(), e.took().toMillis());
      default -> engine(event);
    }
  }

  private void finished(PipelineEvent.AttemptFinished e) {
    switch (e.outcome()) {
      case Outcome.Done _ ->
          of(LOG.atDebug(), e.run()).log("{} done in {} ms", e.run().kind(), e.took().toMillis());
      case Outcome.Reject reject ->
          of(LOG.atWarn(), e.run())
              .log("{} rejects: {}: {}", e.run().kind(), reject.reason().word(), reject.why());
      case Outcome other ->
          of(LOG.atWarn(), e.run()).log("{} again later: {}", e.run().kind(), other);
    }
  }

  /// What concerns the engine rather than one task.
  private void engine(PipelineEvent event) {
    switch (event) {
      case PipelineEvent.Mended e ->
          LOG.atInfo()
              .addKeyValue("job", e.job())
              .addKeyValue("node", node)
              .log("mended after a crash: {}", e.what());
      case PipelineEvent.NodeTroubled(Throwable cause) ->
          trouble(
              LOG.atWarn().addKeyValue("node", node),
              "the node could not do a round of its upkeep; it tries again",
              cause);
      case PipelineEvent.BreakerChanged e ->
          LOG.atWarn().addKeyValue("node", node).log("breaker of {} is {}", e.pool(), e.state());
      case PipelineEvent.PipelineChanged e -> changed(e);
      case PipelineEvent.PoolRestarted e ->
          trouble(
              LOG.atWarn().addKeyValue("node", node),
              "the stream of %s broke and starts again".formatted(e.pool()),
              e.cause());
      default -> LOG.atDebug().addKeyValue("node", node).log("{}", event);
    }
  }

  /// What a store or a server says of itself is enough; for all else the place in the code counts.
  private static void trouble(LoggingEventBuilder line, String what, Throwable cause) {
    if (cause instanceof IOException) {
      line.log("{}: {}", what, cause.getMessage());
    } else {
      line.setCause(cause).log(what);
    }
  }

  private void changed(PipelineEvent.PipelineChanged e) {
    var line = e.missing().isEmpty() ? LOG.atInfo() : LOG.atWarn();
    line.addKeyValue("node", node)
        .log(
            e.missing().isEmpty()
                ? "pipeline {} is at version {} now"
                : "pipeline {} is at version {} now; this node has no code for {} and takes none"
                    + " of their tasks (plugins)",
            e.pipeline(),
            e.version(),
            e.missing());
  }

  private LoggingEventBuilder of(LoggingEventBuilder line, TaskId task) {
    return line.addKeyValue("job", task.job()).addKeyValue("task", task).addKeyValue("node", node);
  }

  private LoggingEventBuilder of(LoggingEventBuilder line, Run run) {
    return of(line, run.task())
        .addKeyValue("attempt", run.attempt())
        .addKeyValue("trace", run.trace().own().traceId());
  }
}
