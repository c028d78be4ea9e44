package dev.vifte.http;

import dev.vifte.Names;
import dev.vifte.Node;
import dev.vifte.ingest.Intake.Answer;
import dev.vifte.ingest.Intake.Place;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.observe.PipelineEvent.UploadRefused;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.run.Deployed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/// The way in. What can be refused before the body is read, is.
final class UploadRoutes {
  /// What a form needs around its file.
  private static final long FORM_ROOM = 64 << 10;

  private final Node node;
  private final Documents documents;
  private final JobWait wait;
  private final ErasureRoutes subjects;

  UploadRoutes(Node node, Live live, ErasureRoutes subjects) {
    this.node = node;
    this.subjects = subjects;
    this.documents = new Documents(node);
    this.wait = new JobWait(node, live);
  }

  HttpResponse accept(Call call) throws Exception {
    Definition pipeline = pipeline(call.pipeline());
    UploadRequest asked = asked(call, pipeline);
    Optional<Duration> patience = call.header("Prefer").flatMap(JobWait::asked);
    requireWithin(call, pipeline);
    try (Place _ = admit(call, pipeline)) {
      return answer(receive(call, pipeline, asked), patience);
    }
  }

  private UploadRequest asked(Call call, Definition pipeline) throws IOException {
    return new UploadRequest(
        call.tenant(),
        pipeline.name(),
        FileName.of(call),
        call.header("Idempotency-Key", UploadRoutes::key),
        call.header("X-Lane", Lane::of),
        call.header("traceparent").flatMap(TraceContext::parse),
        subjects.of(call));
  }

  private UploadResult receive(Call call, Definition pipeline, UploadRequest asked)
      throws IOException {
    if (!call.body().isForm()) {
      try (InputStream bytes = call.body().stream()) {
        return node.uploads().accept(asked, bytes);
      }
    }
    FormFile file = call.body().file(pipeline.limits().size() + FORM_ROOM);
    try (InputStream bytes = file.bytes()) {
      return node.uploads().accept(asked.named(FileName.clean(file.name())), bytes);
    }
  }

  private HttpResponse answer(UploadResult result, Optional<Duration> patience) throws IOException {
    return switch (result) {
      case UploadResult.Accepted(JobRecord job, boolean repeated) ->
          accepted(job, repeated, patience);
      case UploadResult.UnknownPipeline(String why) -> throw ProblemKind.NOT_FOUND.refuse(why);
      case UploadResult.Empty(String why) -> throw ProblemKind.EMPTY.refuse(why);
      case UploadResult.TooLarge(String why, long _) -> throw ProblemKind.TOO_LARGE.refuse(why);
      case UploadResult.WrongType(String why, String _) -> throw ProblemKind.WRONG_TYPE.refuse(why);
      case UploadResult.Erased(String why) -> throw ProblemKind.GONE.refuse(why);
      case UploadResult.Elsewhere(String why) -> throw ProblemKind.MISDIRECTED.refuse(why);
      case UploadResult.KeyMismatch(var _, String why) ->
          throw ProblemKind.KEY_MISMATCH.refuse(why);
      case UploadResult.InProgress(var job, Duration retry) ->
          throw new Refused(
              ProblemKind.IN_PROGRESS
                  .because(
                      "an upload with this Idempotency-Key is coming in (job %s); ask again later"
                          .formatted(job))
                  .retryAfter(retry));
    };
  }

  /// 200 with the results when the job has ended, else 202.
  private HttpResponse accepted(JobRecord job, boolean repeated, Optional<Duration> patience)
      throws IOException {
    if (patience.isPresent()) {
      wait.forEnd(job, patience.get());
    }
    boolean fresh = patience.isEmpty() && !repeated;
    Documents.Document document = fresh ? documents.accepted(job) : asItIs(job);
    HttpResponse response =
        Replies.json(document.ended() ? 200 : 202, document.json())
            .addHeader(RawHeader.create("Location", Documents.path(job.id())));
    if (repeated) {
      response = response.addHeader(RawHeader.create("Idempotency-Replayed", "true"));
    }
    return patience.isPresent()
        ? response.addHeader(
            RawHeader.create("Preference-Applied", "wait=" + patience.get().toSeconds()))
        : response;
  }

  private Documents.Document asItIs(JobRecord job) throws IOException {
    return documents
        .of(job.tenant(), job.id())
        .orElseThrow(() -> new IOException("the accepted job %s is gone".formatted(job.id())));
  }

  private Definition pipeline(PipelineName name) {
    return node.pipelines()
        .current(name)
        .map(Deployed::definition)
        .orElseThrow(() ->
            ProblemKind.NOT_FOUND.refuse(
                "there is no pipeline '%s'; there are: %s"
                    .formatted(
                        name,
                        node.pipelines().all().stream()
                            .map(d -> d.name().value())
                            .sorted()
                            .toList())));
  }

  private void requireWithin(Call call, Definition pipeline) {
    long limit = pipeline.limits().size();
    long room = call.body().isForm() ? FORM_ROOM : 0;
    if (call.body().length().orElse(0) > limit + room) {
      node.context().listener().on(new UploadRefused(pipeline.name(), "TooLarge"));
      throw ProblemKind.TOO_LARGE.refuse(
          "the file is larger than the %d bytes pipeline '%s' takes (limits.size)"
              .formatted(limit, pipeline.name()));
    }
  }

  private Place admit(Call call, Definition pipeline) throws IOException {
    return switch (node.intake().ask(call.tenant(), pipeline.name())) {
      case Answer.Welcome(Place place) -> place;
      case Answer.TooManyRequests(String why, Duration retry) ->
          throw turnedAway(pipeline, ProblemKind.TOO_MANY_REQUESTS, why, retry);
      case Answer.Unavailable(String why, Duration retry) ->
          throw turnedAway(pipeline, ProblemKind.UNAVAILABLE, why, retry);
    };
  }

  private Refused turnedAway(Definition pipeline, ProblemKind kind, String why, Duration retry) {
    node.context().listener().on(new UploadRefused(pipeline.name(), kind.word()));
    return new Refused(kind.because(why).retryAfter(retry));
  }

  private static String key(String value) {
    return Names.require(value, "[\\x21-\\x7e]{1,255}", "idempotency key");
  }
}
