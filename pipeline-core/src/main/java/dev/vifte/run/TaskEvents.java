package dev.vifte.run;

import dev.vifte.Json;
import dev.vifte.event.JobEvent;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Events of tasks for subscribers. Their ids follow from the attempt, so that a step told twice is
/// one event.
final class TaskEvents {
  private final NodeContext node;

  TaskEvents(NodeContext node) {
    this.node = node;
  }

  void publish(JobRecord job, TaskRecord task, JobEvent.Type type, Map<String, String> facts)
      throws IOException {
    var data = Json.object().put("stage", task.task().stage().value());
    task.task().item().ifPresent(item -> data.put("item", item.value()));
    facts.forEach(data::put);
    String id =
        "%s:%d.%d.%d:%s"
            .formatted(task.task(), task.publication(), task.epoch(), task.failures(), type.word());
    node.backend()
        .events()
        .publish(
            List.of(
                new JobEvent(
                    JobEvent.FORMAT,
                    id,
                    type,
                    job.id(),
                    job.tenant(),
                    job.pipeline(),
                    node.clock().instant(),
                    data)));
  }
}
