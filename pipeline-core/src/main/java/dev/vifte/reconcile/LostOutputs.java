package dev.vifte.reconcile;

import dev.vifte.Json;
import dev.vifte.encrypt.Legible;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.run.Dispatch;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import dev.vifte.stage.StageResult.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks, a few jobs at a time and all of them in turn, whether what their records name is still in
/// the object store. Tasks whose outputs are gone run again, as the next run of their job; where
/// the input is gone too, that is told, once for each job.
final class LostOutputs {
  private static final int AT_ONCE = 20;
  private static final int REMEMBERED = 10_000;
  private static final PutOptions JSON = PutOptions.once(new MediaType("application/json"));

  private final NodeContext node;
  private final Dispatch dispatch;
  private Optional<JobId> last = Optional.empty();
  private Instant next = Instant.MIN;

  /// Jobs that cannot be mended, and are told of once by this node.
  private final Set<JobId> told = new HashSet<>();

  LostOutputs(NodeContext node) {
    this.node = node;
    this.dispatch = new Dispatch(node);
  }

  void mend() throws IOException {
    Instant now = node.clock().instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(pause());
    var query = new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), last, AT_ONCE);
    List<JobSummary> page = node.backend().jobs().find(query);
    last = page.size() < AT_ONCE ? Optional.empty() : Optional.of(page.getLast().id());
    for (JobSummary job : page) {
      if (job.state() == JobState.COMPLETED || job.state() == JobState.FAILED) {
        look(job.id());
      }
    }
  }

  /// So that it costs next to nothing.
  private Duration pause() {
    return node.limits().grace();
  }

  private void look(JobId id) throws IOException {
    RecordKey key = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    if (!(found != null && found.value() instanceof JobRecord job) || !job.state().ended()) {
      return;
    }
    try {
      var definition = node.pipelines().of(job).definition();
      var progress = JobProgress.read(node.backend().jobs(), definition, job);
      look(new Versioned<>(key, job, found.version()), progress);
    } catch (IllegalArgumentException e) {
      // a pipeline that is gone does not keep the others waiting
      node.listener().on(new NodeTroubled(e));
    }
  }

  private void look(Versioned<JobRecord> seen, JobProgress progress) throws IOException {
    List<Versioned<TaskRecord>> lost = lost(progress);
    JobRecord job = seen.value();
    if (lost.isEmpty()) {
      keepManifest(progress);
    } else if (node.backend().objects().head(job.accepted().key()).isPresent()) {
      runAgain(seen, progress, lost);
    } else {
      tell(job.id());
    }
  }

  private void tell(JobId job) {
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    if (told.add(job)) {
      node.listener()
          .on(
              new NodeTroubled(
                  new IOException(
                      "outputs of job %s are gone from the object store, and so is its input; restore"
                              .formatted(job)
                          + " them from a backup, or erase the job")));
    }
  }

  private List<Versioned<TaskRecord>> lost(JobProgress progress) throws IOException {
    var lost = new ArrayList<Versioned<TaskRecord>>();
    for (StageSpec stage : progress.definition().stages()) {
      for (var task : progress.tasks(stage.name())) {
        Optional<Versioned<TaskRecord>> seen = progress.versioned(task);
        if (seen.isPresent() && isIncomplete(seen.get().value())) {
          lost.add(seen.get());
        }
      }
    }
    return lost;
  }

  private boolean isIncomplete(TaskRecord task) throws IOException {
    List<Stored> outputs = task.result().map(result -> result.outputs()).orElse(List.of());
    for (Stored output : outputs) {
      if (node.backend().objects().head(output.key()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// The job first, then its tasks: a crash in between leaves a job that ends once more.
  private void runAgain(
      Versioned<JobRecord> seen, JobProgress progress, List<Versioned<TaskRecord>> lost)
      throws IOException {
    Instant now = node.clock().instant();
    JobRecord job = seen.value().nextRun(now, now.plus(node.limits().grace()));
    if (!node.backend().jobs().replace(seen, job)) {
      return;
    }
    for (Versioned<TaskRecord> each : lost) {
      TaskRecord again = each.value().replayed();
      if (node.backend().jobs().replace(each, again)) {
        StageSpec spec = progress.definition().stage(again.task().stage()).orElseThrow();
        var _ = dispatch.send(Messages.of(job, spec, again.task(), again.publication()));
      }
    }
    node.listener().on(new Mended("lost-output", job.id()));
  }

  /// The manifest of a job that has ended can be made again from its records.
  private void keepManifest(JobProgress progress) throws IOException {
    JobRecord job = progress.job();
    ObjectKey key = Manifest.key(job);
    if (node.backend().objects().head(key).isEmpty()) {
      byte[] manifest = Json.bytes(Manifest.of(progress.in(Legible.WORDS), job.state()));
      node.backend().objects().put(key, new ByteArrayInputStream(manifest), JSON);
      if (Tombstone.standsFor(job.id(), node.backend().jobs())) {
        node.backend().objects().delete(key);
      }
      node.listener().on(new Mended("lost-manifest", job.id()));
    }
  }
}
