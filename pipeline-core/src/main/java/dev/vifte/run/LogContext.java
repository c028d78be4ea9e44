package dev.vifte.run;

import dev.vifte.observe.PipelineEvent.Run;
import java.util.Map;
import org.slf4j.MDC;

/// Names the attempt on each line that a stage logs: `job`, `task`, `attempt`, `node` and `trace`
/// in the diagnostic context of this thread. Closing it leaves the context empty, whatever the
/// stage has put there, since threads are used again.
record LogContext() implements AutoCloseable {
  static LogContext of(Run run) {
    MDC.setContextMap(
        Map.of(
            "job", run.task().job().value(),
            "task", run.task().toString(),
            "attempt", Integer.toString(run.attempt()),
            "node", run.node().value(),
            "trace", run.trace().own().traceId()));
    return new LogContext();
  }

  @Override
  public void close() {
    MDC.clear();
  }
}
