package dev.vifte.run;

import dev.vifte.Json;
import dev.vifte.event.JobEvent;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskRecord;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Events of tasks for subscribers. Their ids follow from the attempt, so that a step told twice is
/// one event. Safe for use by many threads.
public final class TaskEvents {
  private final NodeContext node;

  public TaskEvents(NodeContext node) {
    this.node = node;
  }

  /// The result completes when the event is durable.
  public CompletableFuture<Boolean> hand(
      JobRecord job, TaskRecord task, JobEvent.Type type, Map<String, String> facts) {
    var data = Json.object().put("stage", task.task().stage().value());
    task.task().item().ifPresent(item -> data.put("item", item.value()));
    facts.forEach(data::put);
    String attempt = task.publication() + "." + task.epoch() + "." + task.failures();
    String id = task.task() + ":" + attempt + ":" + type.word();
    return node.events()
        .hand(
            new JobEvent(
                JobEvent.FORMAT,
                id,
                type,
                job.id(),
                job.tenant(),
                job.pipeline(),
                node.clock().instant(),
                data,
                job.traceparent()));
  }
}
