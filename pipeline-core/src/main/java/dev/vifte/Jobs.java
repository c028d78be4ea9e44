package dev.vifte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.encrypt.Legible;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.erase.Erasures;
import dev.vifte.event.JobEvent;
import dev.vifte.event.NumberedEvent;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskResult;
import dev.vifte.job.TenantId;
import dev.vifte.job.Versioned;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.pipeline.StageName;
import dev.vifte.run.Cancelling;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// What people ask about jobs. A job of another tenant is as good as none. Safe for use by many
/// threads.
public final class Jobs {
  private final NodeContext node;
  private final Cancelling cancelling;
  private final Erasures erasures;
  private final Archive archive;

  Jobs(NodeContext node, JobEnd end, ErasureSettings erasing) {
    this.node = node;
    this.cancelling = new Cancelling(node, end);
    this.erasures = new Erasures(node, end, erasing);
    this.archive = new Archive(node.backend().objects());
  }

  /// The record of a job.
  public Optional<JobRecord> find(TenantId tenant, JobId id) throws IOException {
    return read(id).map(Versioned::value).filter(job -> job.tenant().equals(tenant));
  }

  /// The job as one JSON document in the form of its [Manifest], whether it runs or has ended. A
  /// job whose tasks have all ended is shown as ended, also in the moment before its record says
  /// so: whoever heard of the end and asks must not be told that it still runs. One whose records
  /// are gone is shown by the manifest that lies beside its outputs.
  public Optional<ObjectNode> document(TenantId tenant, JobId id) throws IOException {
    Optional<JobRecord> found = find(tenant, id);
    if (found.isEmpty()) {
      return archive.document(tenant, id);
    }
    JobRecord job = found.get();
    return Optional.of(hasTasks(job) ? document(progress(job)) : head(job));
  }

  private static ObjectNode head(JobRecord job) {
    return Manifest.head(job.in(Legible.WORDS), job.state());
  }

  /// The same document of a job that was accepted a moment ago, before anything of it ran: asks no
  /// store.
  public ObjectNode accepted(JobRecord job) throws IOException {
    var definition = node.pipelines().of(job).definition();
    return document(JobProgress.of(definition, job, Map.of()));
  }

  private static ObjectNode document(JobProgress progress) {
    JobState state = progress.job().state();
    boolean ending = state == JobState.RUNNING && progress.ended();
    return Manifest.of(progress.in(Legible.WORDS), ending ? progress.outcome() : state);
  }

  /// Jobs for people, newest first.
  public List<JobSummary> list(JobQuery query) throws IOException {
    return node.backend().jobs().find(query).stream().map(job -> job.in(Legible.WORDS)).toList();
  }

  /// Where an output of a job lies.
  public Optional<Stored> output(TenantId tenant, JobId id, StageName stage, String name)
      throws IOException {
    Optional<JobRecord> job = find(tenant, id);
    if (job.isEmpty()) {
      return archive.output(tenant, id, stage, name);
    }
    if (!hasTasks(job.get())) {
      return Optional.empty();
    }
    JobProgress progress = progress(job.get());
    return progress.tasks(stage).stream()
        .flatMap(task -> progress.record(task).stream())
        .flatMap(record -> record.result().map(TaskResult::outputs).orElse(List.of()).stream())
        .filter(output -> output.name().equals(name))
        .findFirst();
  }

  /// Opens an output. Close it.
  public ObjectContent open(Stored output, ByteRange range) throws IOException {
    return node.backend().objects().open(output.key(), range);
  }

  /// Events of a job behind `after`: those that are there, then each as it comes. Never completes
  /// by itself, since an ended job may be replayed: stop where [#isEnd] says so.
  public Source<NumberedEvent, NotUsed> follow(JobId id, long after) {
    return node.backend().events().follow(id, after);
  }

  /// Cancels a job that has not ended: what waits is never started, what runs is interrupted, and
  /// its results are not kept. Returns the job as it is now; empty when there is none.
  public Optional<JobRecord> cancel(TenantId tenant, JobId id) throws IOException {
    return cancelling.cancel(tenant, id);
  }

  /// What removes jobs, and all jobs about a person, for good.
  public Erasures erasures() {
    return erasures;
  }

  /// A refused one may have an input, yet never ran.
  private static boolean hasTasks(JobRecord job) {
    return job.input().isPresent() && job.state() != JobState.REFUSED;
  }

  private JobProgress progress(JobRecord job) throws IOException {
    return JobProgress.read(node.backend().jobs(), node.pipelines().of(job).definition(), job);
  }

  private Optional<Versioned<JobRecord>> read(JobId id) throws IOException {
    RecordKey key = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof JobRecord job
        ? Optional.of(new Versioned<>(key, job, found.version()))
        : Optional.empty();
  }

  /// Whether an event is the last of a job's run.
  public static boolean isEnd(NumberedEvent event) {
    return event.event().type() == JobEvent.Type.JOB_ENDED;
  }
}
