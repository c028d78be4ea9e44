package dev.vifte.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.encrypt.Legible;
import dev.vifte.event.JobEvent;
import dev.vifte.job.Entry;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.MediaType;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.observe.Step;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.StageSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends a job: manifest, event, the task at the end, then the record. Every step is idempotent and
/// the record is last, so whoever comes second, or after a crash, repeats and changes nothing.
public final class JobEnd {
  private static final PutOptions JSON = PutOptions.once(new MediaType("application/json"));

  private final NodeContext node;
  private final Dispatch dispatch;

  public JobEnd(NodeContext node) {
    this.node = node;
    this.dispatch = new Dispatch(node);
  }

  /// Ends a job whose tasks have all ended.
  public void finish(JobProgress progress) throws IOException {
    finish(progress, progress.outcome());
  }

  /// Ends a job as `state`.
  public void finish(JobProgress progress, JobState state) throws IOException {
    JobRecord job = progress.job();
    Optional<Versioned<JobRecord>> seen = open(job);
    if (seen.isEmpty()) {
      return;
    }
    byte[] manifest = Json.bytes(Manifest.of(progress.in(Legible.WORDS), state));
    node.backend().objects().put(Manifest.key(job), new ByteArrayInputStream(manifest), JSON);
    node.steps().done(Step.JOB_MANIFEST);
    publishEnd(job, state);
    node.steps().done(Step.JOB_EVENT);
    if (progress.definition().atEnd().isPresent()) {
      publishAtEnd(job, progress.definition().atEnd().get());
    }
    close(seen.get(), state);
  }

  /// The reconciler may have looked in between, which changes the record; what counts is that
  /// nobody has ended the job.
  private void close(Versioned<JobRecord> open, JobState state) throws IOException {
    Optional<Versioned<JobRecord>> seen = Optional.of(open);
    while (seen.isPresent()) {
      JobRecord ended = seen.get().value().in(state, node.clock().instant(), Optional.empty());
      if (node.backend().jobs().replace(seen.get(), ended)) {
        node.steps().done(Step.JOB_TERMINAL);
        tell(ended, state);
        return;
      }
      seen = open(open.value());
    }
    withdraw(open.value());
  }

  /// Of a job that was erased meanwhile no manifest stays.
  private void withdraw(JobRecord job) throws IOException {
    if (Tombstone.standsFor(job.id(), node.backend().jobs())) {
      node.backend().objects().delete(Manifest.key(job));
    }
  }

  /// The record of this run of the job as it is now; empty when the run has ended.
  private Optional<Versioned<JobRecord>> open(JobRecord job) throws IOException {
    RecordKey key = RecordKey.of(job.id());
    Versioned<Entry> seen = node.backend().jobs().read(List.of(key)).get(key);
    return seen != null
            && seen.value() instanceof JobRecord now
            && !now.state().ended()
            && now.run() == job.run()
        ? Optional.of(new Versioned<>(key, now, seen.version()))
        : Optional.empty();
  }

  /// What follows when a job was cancelled: a manifest, so that it is not taken for a lost one and
  /// run again should its record be lost; then subscribers are told. The record is due until all of
  /// that is done.
  public void cancelled(JobRecord job) throws IOException {
    byte[] manifest = Json.bytes(cancelledManifest(job));
    node.backend().objects().put(Manifest.key(job), new ByteArrayInputStream(manifest), JSON);
    withdraw(job);
    publishEnd(job, job.state());
    RecordKey key = RecordKey.of(job.id());
    Versioned<Entry> seen = node.backend().jobs().read(List.of(key)).get(key);
    if (seen != null && seen.value().equals(job)) {
      boolean _ = node.backend().jobs().replace(seen, job.attended());
    }
    tell(job, job.state());
  }

  private ObjectNode cancelledManifest(JobRecord job) throws IOException {
    if (job.input().isEmpty()) {
      return Manifest.head(job.in(Legible.WORDS), job.state());
    }
    var definition = node.pipelines().of(job).definition();
    var progress = JobProgress.read(node.backend().jobs(), definition, job);
    return Manifest.of(progress.in(Legible.WORDS), job.state());
  }

  private void publishAtEnd(JobRecord job, StageSpec spec) throws IOException {
    TaskId task = TaskId.of(job.id(), spec.name());
    int publication = 1;
    if (job.run() > 1) {
      publication = reopened(task, job);
    }
    var _ = dispatch.send(Messages.of(job, spec, task, publication));
  }

  /// A later run notifies again, under a publication of its own: what ended before the run began
  /// belongs to an earlier one.
  private int reopened(TaskId task, JobRecord job) throws IOException {
    RecordKey key = RecordKey.of(task);
    var seen = node.backend().jobs().read(List.of(key)).get(key);
    if (!(seen != null && seen.value() instanceof TaskRecord record)) {
      return job.run();
    }
    if (record.ended().filter(job.changed()::isAfter).isEmpty()) {
      return record.publication();
    }
    TaskRecord next = record.replayed();
    boolean _ = node.backend().jobs().replace(seen, next);
    return next.publication();
  }

  private void tell(JobRecord job, JobState state) {
    var took = Duration.between(job.created(), node.clock().instant());
    var trace = Traced.under(job.traceparent(), node.random());
    node.listener().on(new JobEnded(job.id(), job.pipeline(), state, took, trace));
  }

  private void publishEnd(JobRecord job, JobState state) throws IOException {
    ObjectNode data = Json.object().put("state", state.word()).put("run", job.run());
    String id = job.id() + "#" + job.run() + ":ended";
    var event =
        new JobEvent(
            JobEvent.FORMAT,
            id,
            JobEvent.Type.JOB_ENDED,
            job.id(),
            job.tenant(),
            job.pipeline(),
            node.clock().instant(),
            data,
            job.traceparent());
    node.events().publish(event);
  }
}
