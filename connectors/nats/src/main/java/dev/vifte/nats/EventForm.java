package dev.vifte.nats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.event.JobEvent;
import dev.vifte.job.JobId;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Lifecycle events as they go over the wire: CloudEvents 1.0 in their JSON form, the whole event
/// in one body, so that any program can read them.
final class EventForm {
  /// What a body of this form is called in the `content-type` of its message.
  static final String CONTENT_TYPE = JsonFormat.CONTENT_TYPE;

  private static final String TYPES = "dev.vifte.";
  private static final String ERASED = TYPES + "job.erased";
  private static final List<String> FIELDS =
      List.of("id", "type", "job", "tenant", "pipeline", "at", "data");
  private static final JsonFormat FORMAT = new JsonFormat();

  private EventForm() {}

  /// What a body says.
  sealed interface Told {
    record Event(JobEvent event) implements Told {}

    /// All events of the job are to be forgotten.
    record Erased(JobId job) implements Told {}
  }

  /// An event of ours. Its subject is the job, its data the event as we keep it.
  static byte[] bytes(JobEvent event, String space) {
    var form =
        CloudEventBuilder.v1()
            .withId(event.id())
            .withSource(source(space, "pipelines/" + event.pipeline()))
            .withType(TYPES + event.type().word())
            .withSubject(event.job().value())
            .withTime(event.at().atOffset(ZoneOffset.UTC))
            .withData("application/json", JsonCloudEventData.wrap(Json.tree(event)));
    event
        .traceparent()
        .ifPresent(parent -> form.withExtension("traceparent", parent.traceparent()));
    return FORMAT.serialize(form.build());
  }

  /// That a job was erased.
  static byte[] erased(JobId job, Instant at, String space) {
    return FORMAT.serialize(
        CloudEventBuilder.v1()
            .withId(job + ":erased")
            .withSource(source(space, "jobs"))
            .withType(ERASED)
            .withSubject(job.value())
            .withTime(at.atOffset(ZoneOffset.UTC))
            .build());
  }

  /// Reads either; empty for what others have published here.
  static Optional<Told> read(byte[] body) {
    try {
      CloudEvent event = FORMAT.deserialize(body);
      if (ERASED.equals(event.getType())) {
        return Optional.of(new Told.Erased(new JobId(String.valueOf(event.getSubject()))));
      }
      return Optional.ofNullable(event.getData())
          .map(data -> Json.read(data.toBytes(), ObjectNode.class))
          .filter(data -> FIELDS.stream().allMatch(data::hasNonNull))
          .map(data -> new Told.Event(JobEvent.fromJson(Json.bytes(data))));
    } catch (EventDeserializationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI source(String space, String path) {
    return URI.create("/%s/%s".formatted(space, path));
  }
}
