package dev.vifte.run;

import dev.vifte.Json;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskResult;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.StageResult;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Opens what an attempt is given to see.
final class Inputs {
  private static final MediaType JSON = new MediaType("application/json");

  private final NodeContext node;
  private final Runnable storeDown;

  /// @param storeDown told when the store fails under a stage
  Inputs(NodeContext node, Runnable storeDown) {
    this.node = node;
    this.storeDown = storeDown;
  }

  TaskInput open(JobRecord job, Definition definition, StageSpec spec, TaskRecord base)
      throws IOException {
    boolean atEnd = spec.name().equals(Definition.AT_END);
    var attempted =
        new TaskInput.Attempted(
            base.failures() + 1,
            atEnd ? manifest(job) : job.accepted(),
            definition.limits(),
            spec.after().isEmpty()
                ? Map.of()
                : results(JobProgress.read(node.backend().jobs(), definition, job), spec),
            Traced.under(job.traceparent(), node.random()),
            storeDown);
    return new TaskInput(node.backend().objects(), job, base.task(), spec, attempted);
  }

  /// The task at the end works on the job's manifest.
  private JobInput manifest(JobRecord job) throws IOException {
    ObjectKey key = Manifest.key(job);
    ObjectInfo info =
        node.backend().objects().head(key).orElseThrow(() -> new ObjectNotFoundException(key));
    return new JobInput("manifest.json", JSON, info.size(), "", key);
  }

  private static Map<StageName, StageResult> results(JobProgress progress, StageSpec spec) {
    var results = new HashMap<StageName, StageResult>();
    for (StageName name : spec.after()) {
      var data = Json.object();
      var outputs = new ArrayList<Stored>();
      for (var task : progress.tasks(name)) {
        TaskResult left = progress.record(task).flatMap(TaskRecord::result).orElse(NOTHING);
        data.setAll(left.data());
        outputs.addAll(left.outputs());
      }
      results.put(name, new StageResult(data, outputs));
    }
    return results;
  }

  private static final TaskResult NOTHING =
      new TaskResult(Json.object(), java.util.List.of(), java.util.List.of());
}
