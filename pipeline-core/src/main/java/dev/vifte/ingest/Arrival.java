package dev.vifte.ingest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.vifte.Json;
import dev.vifte.job.Refusal;
import dev.vifte.job.Subject;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.PipelineName;
import java.util.Optional;

/// Something outside that asks for a job: an event of another program, or an object in a bucket
/// that is watched.
///
/// @param hops how many jobs led to this one, as its sender counts them
/// @param traceparent of the sender
/// @param subject the person whose data it holds, where the sender named one
/// @param raw the event as it came, as JSON; kept when it is refused. Without the subject's name
public record Arrival(
    PipelineName pipeline,
    Content content,
    int hops,
    Optional<TraceContext> traceparent,
    Optional<Subject> subject,
    String raw) {
  /// One that is about nobody in particular.
  public Arrival(
      PipelineName pipeline,
      Content content,
      int hops,
      Optional<TraceContext> traceparent,
      String raw) {
    this(pipeline, content, hops, traceparent, Optional.empty(), raw);
  }

  /// What the job is to work on.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "content")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Inline.class, name = "inline"),
    @JsonSubTypes.Type(value = Named.class, name = "named"),
    @JsonSubTypes.Type(value = Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = Unreadable.class, name = "unreadable")
  })
  public sealed interface Content {}

  /// A small file inside the event.
  ///
  /// @param event identity of the event: the same event is the same job
  /// @param name of the file, for people
  public record Inline(String event, String name, String base64) implements Content {}

  /// An object that a sender names.
  ///
  /// @param etag of the content that is meant; whatever is there when it is empty
  public record Named(String bucket, String key, Optional<String> etag) implements Content {}

  /// An object that turned up in a bucket that is watched. Nobody asked for it by name, so one of
  /// our own is passed over without a word.
  public record Seen(String bucket, String key, String etag) implements Content {}

  /// An event that makes no sense.
  public record Unreadable(Refusal why) implements Content {}

  /// An object that a listing showed.
  static Arrival of(Seen seen, PipelineName pipeline) {
    String raw =
        Json.object()
            .put("object", "s3://%s/%s".formatted(seen.bucket(), seen.key()))
            .put("etag", seen.etag())
            .toString();
    return new Arrival(pipeline, seen, 0, Optional.empty(), raw);
  }
}
