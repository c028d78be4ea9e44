package dev.vifte.ingest;

import dev.vifte.Json;
import dev.vifte.erase.SubjectIndex;
import dev.vifte.event.EventOutbox;
import dev.vifte.event.JobEvent;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobNote;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.Sha256;
import dev.vifte.object.StoredObject;
import dev.vifte.observe.PipelineEvent.JobAccepted;
import dev.vifte.observe.PipelineEvent.UploadRefused;
import dev.vifte.observe.Step;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.Definition;
import dev.vifte.queue.TaskMessage;
import dev.vifte.run.Deployed;
import dev.vifte.run.Dispatch;
import dev.vifte.run.JobEnd;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Step 1 of the way of a file: intent first, then the stored object, then the record that names
/// it, then the first tasks; accepted only when the queue has confirmed them or, full as it is, has
/// left them to their records. A crash at any point leaves either nothing promised or a job that
/// will end. Safe for use by many threads.
public final class Uploads {
  private final NodeContext node;
  private final JobIds ids;
  private final Claims claims;
  private final JobEnd end;
  private final Dispatch dispatch;
  private final SubjectIndex people;
  private final Residency residency;

  public Uploads(NodeContext node, JobEnd end, Residency residency) {
    this.node = node;
    this.ids = new JobIds(node.clock(), node.random());
    this.claims = new Claims(node);
    this.end = end;
    this.dispatch = new Dispatch(node);
    this.people = new SubjectIndex(node.backend().jobs());
    this.residency = residency;
  }

  /// Takes one file in, in constant memory. Reads `bytes` to their end unless it refuses them; does
  /// not close them.
  ///
  /// @throws IOException when a store or the uploader failed; nothing is promised then
  public UploadResult accept(UploadRequest request, InputStream bytes) throws IOException {
    Optional<String> elsewhere = residency.refusal(request.tenant());
    if (elsewhere.isPresent()) {
      return told(request, new UploadResult.Elsewhere(elsewhere.get()));
    }
    Optional<Deployed> pipeline = node.pipelines().current(request.pipeline());
    if (pipeline.isEmpty()) {
      return new UploadResult.UnknownPipeline(
          "there is no pipeline '%s'; there are: %s".formatted(request.pipeline(), names()));
    }
    var upload =
        new Upload(
            request,
            pipeline.get(),
            node.clock().instant(),
            Traced.under(request.traceparent(), node.random()));
    Definition definition = pipeline.get().definition();
    Incoming incoming = Incoming.of(bytes, definition.limits().size());
    Optional<UploadResult> refused = refuse(definition, incoming);
    if (refused.isPresent()) {
      return told(request, refused.get());
    }
    return told(request, claimed(upload, incoming));
  }

  /// One upload on its way in.
  private record Upload(UploadRequest asked, Deployed pipeline, Instant began, Traced trace) {}

  private UploadResult claimed(Upload upload, Incoming incoming) throws IOException {
    JobRecord wanted = intent(upload);
    if (wanted.subject().isPresent() && !people.enter(wanted.subject().get(), wanted.id())) {
      return new UploadResult.Erased(
          "this data subject was erased, and nothing of it is taken any more; a person who comes"
              + " back has to get another id");
    }
    return switch (claims.claim(wanted)) {
      case Claims.Claim.Mine(var intent) -> receive(intent, upload, incoming);
      case Claims.Claim.Busy(JobId job, Duration wait) -> new UploadResult.InProgress(job, wait);
      case Claims.Claim.Gone(JobId job) ->
          new UploadResult.KeyMismatch(
              job, "the job of this Idempotency-Key was erased; use another key");
      case Claims.Claim.Known(JobRecord job) -> compare(job, incoming);
    };
  }

  private UploadResult receive(Versioned<JobRecord> intent, Upload upload, Incoming incoming)
      throws IOException {
    node.steps().done(Step.UPLOAD_INTENT);
    JobRecord job = intent.value();
    ObjectKey key =
        new ObjectKey("in")
            .child(job.tenant().value())
            .child(job.id().value())
            .child(ids.next().value());
    Claims.Lease lease = claims.keep(intent);
    StoredObject stored;
    try {
      stored =
          node.backend().objects().put(key, lease.watch(incoming), options(upload, job, incoming));
    } catch (Incoming.TooLong e) {
      claims.release(intent, "the file was too large");
      return tooLarge(upload.pipeline().definition());
    } catch (IOException e) {
      claims.release(intent, "the upload broke off before it was complete; send the file again");
      throw e;
    }
    node.steps().done(Step.UPLOAD_STORED);
    var input =
        new JobInput(
            upload.asked().fileName(), incoming.type(), stored.size(), stored.sha256(), key);
    return accept(lease.now(), input, upload);
  }

  /// The job is noted beside its bytes, should the job store ever be lost.
  private static PutOptions options(Upload upload, JobRecord job, Incoming incoming) {
    var note =
        JobNote.of(
            job, upload.pipeline().stageVersions(), upload.asked().fileName(), incoming.type());
    return PutOptions.replacing(incoming.type()).noting(note.text());
  }

  /// From here on the job is real: its record names its input.
  private UploadResult accept(Versioned<JobRecord> intent, JobInput input, Upload upload)
      throws IOException {
    Deployed pipeline = upload.pipeline();
    Instant now = node.clock().instant();
    JobRecord job =
        intent
            .value()
            .with(input, pipeline.stageVersions())
            .in(JobState.RUNNING, now, Optional.of(now.plus(node.limits().grace())));
    if (!node.backend().jobs().replace(intent, job)) {
      node.backend().objects().delete(input.key());
      return new UploadResult.InProgress(job.id(), Duration.ofSeconds(1));
    }
    node.steps().done(Step.UPLOAD_RECORDED);
    var told = node.events().hand(accepted(job));
    List<TaskMessage> first = Messages.first(pipeline.definition(), job);
    if (first.isEmpty()) {
      end.finish(JobProgress.of(pipeline.definition(), job, Map.of()));
    } else {
      dispatch.send(first);
    }
    EventOutbox.await(told);
    node.steps().done(Step.UPLOAD_PUBLISHED);
    tell(job, input, upload);
    return new UploadResult.Accepted(job, false);
  }

  private Optional<UploadResult> refuse(Definition definition, Incoming incoming) {
    if (incoming.empty()) {
      return Optional.of(new UploadResult.Empty("the file is empty; send at least one byte"));
    }
    if (definition.accept().stream().noneMatch(range -> range.matches(incoming.type()))) {
      return Optional.of(
          new UploadResult.WrongType(
              "the file is %s by its first bytes; pipeline '%s' takes %s"
                  .formatted(incoming.type(), definition.name(), definition.accept()),
              incoming.type().value()));
    }
    return Optional.empty();
  }

  /// The key was used before: the same bytes give the same job, other bytes are a mistake.
  private static UploadResult compare(JobRecord job, Incoming incoming) throws IOException {
    if (job.input().isEmpty()) {
      return new UploadResult.KeyMismatch(
          job.id(),
          "the job of this Idempotency-Key was cancelled before its file had come; use another key");
    }
    return Sha256.of(incoming).equals(job.accepted().sha256())
        ? new UploadResult.Accepted(job, true)
        : new UploadResult.KeyMismatch(
            job.id(),
            "this Idempotency-Key was used for other bytes; send those again or use another key");
  }

  private void tell(JobRecord job, JobInput input, Upload upload) {
    var took = Duration.between(upload.began(), node.clock().instant());
    node.listener()
        .on(
            new JobAccepted(
                job.id(), job.tenant(), job.pipeline(), input.size(), took, upload.trace()));
  }

  private JobRecord intent(Upload upload) {
    UploadRequest request = upload.asked();
    Definition definition = upload.pipeline().definition();
    JobId id =
        request
            .idempotencyKey()
            .map(key -> JobIds.of(request.tenant(), request.pipeline(), key))
            .orElseGet(ids::next);
    Instant now = node.clock().instant();
    return new JobRecord(
        Entry.FORMAT,
        id,
        request.tenant(),
        definition.name(),
        upload.pipeline().version(),
        request.lane().orElse(definition.lane()),
        JobState.RECEIVING,
        1,
        now,
        now,
        Optional.of(now.plus(node.limits().lease())),
        node.node(),
        Optional.empty(),
        Map.of(),
        Optional.of(upload.trace().own()),
        Optional.empty(),
        request.subject());
  }

  private JobEvent accepted(JobRecord job) {
    var data =
        Json.object().put("type", job.accepted().type().value()).put("size", job.accepted().size());
    return new JobEvent(
        JobEvent.FORMAT,
        job.id() + ":accepted",
        JobEvent.Type.JOB_ACCEPTED,
        job.id(),
        job.tenant(),
        job.pipeline(),
        node.clock().instant(),
        data,
        job.traceparent());
  }

  private static UploadResult tooLarge(Definition definition) {
    long limit = definition.limits().size();
    return new UploadResult.TooLarge(
        "the file is larger than the %d bytes pipeline '%s' takes (limits.size)"
            .formatted(limit, definition.name()),
        limit);
  }

  private UploadResult told(UploadRequest request, UploadResult result) {
    if (!(result instanceof UploadResult.Accepted)) {
      node.listener().on(new UploadRefused(request.pipeline(), result.getClass().getSimpleName()));
    }
    return result;
  }

  private List<String> names() {
    return node.pipelines().all().stream().map(d -> d.name().value()).sorted().toList();
  }
}
