package dev.vifte.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.ingest.Arrival;
import dev.vifte.job.Refusal;
import dev.vifte.job.Subject;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what others publish to start a job: CloudEvents of one type, whose data names an object or
/// holds a small file.
final class IngestEvents {
  static final String TYPE = "dev.vifte.upload";

  /// The extension that says whose data the file holds.
  static final String SUBJECT = "viftesubject";

  /// Stands for a name that is none.
  static final PipelineName NO_NAME = new PipelineName("unknown");

  private static final Pattern OBJECT = Pattern.compile("s3://([^/]+)/(.+)", Pattern.DOTALL);

  private IngestEvents() {}

  /// Says what is wrong with an event, for its sender.
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what);
    }
  }

  /// The arrival of a message to `….ingest.<pipeline>`; one that is unreadable when it makes no
  /// sense.
  ///
  /// @param people knows who a name stands for
  /// @throws IOException when that cannot be told now
  static Arrival read(Published message, People people) throws IOException {
    String last = message.subject().substring(message.subject().lastIndexOf('.') + 1);
    PipelineName pipeline = NO_NAME;
    Optional<Subject> subject = Optional.empty();
    Published kept = message;
    try {
      pipeline = new PipelineName(last);
      CloudEvent event = CloudEventReader.read(message);
      subject = subject(event, people);
      kept = subject.isPresent() ? message.without(SUBJECT) : message;
      requireType(event);
      return new Arrival(pipeline, content(event), hops(event), trace(event), subject, kept.raw());
    } catch (Wrong | CloudEventRWException | IllegalArgumentException e) {
      var why = new Refusal(Reason.INVALID_INPUT, String.valueOf(e.getMessage()));
      return new Arrival(
          pipeline, new Arrival.Unreadable(why), 0, Optional.empty(), subject, kept.raw());
    }
  }

  static Arrival unreadable(PipelineName pipeline, Published message, String why) {
    var content = new Arrival.Unreadable(new Refusal(Reason.INVALID_INPUT, why));
    return new Arrival(pipeline, content, 0, Optional.empty(), message.raw());
  }

  /// Names of people, as the tenant has them.
  @FunctionalInterface
  interface People {
    Subject named(String name) throws IOException;
  }

  private static Optional<Subject> subject(CloudEvent event, People people) throws IOException {
    Object name = event.getExtension(SUBJECT);
    return name == null ? Optional.empty() : Optional.of(people.named(name.toString()));
  }

  private static void requireType(CloudEvent event) throws Wrong {
    if (!event.getType().equals(TYPE)) {
      throw new Wrong(
          "the type of the event is '%s'; there is %s".formatted(event.getType(), List.of(TYPE)));
    }
  }

  private static Arrival.Content content(CloudEvent event) throws Wrong {
    CloudEventData data = event.getData();
    if (data == null) {
      throw new Wrong("the event has no data; give {\"object\": \"s3://bucket/key\"}");
    }
    ObjectNode json = Json.read(data.toBytes(), ObjectNode.class);
    Optional<String> object = text(json, "object");
    Optional<String> inline = text(json, "inline");
    if (object.isPresent() == inline.isPresent()) {
      throw new Wrong("the data must hold either 'object', an s3:// address, or 'inline', base64");
    }
    return object.isPresent() ? named(object.get(), json) : inline(event, inline.get(), json);
  }

  private static Arrival.Content named(String object, ObjectNode json) throws Wrong {
    Matcher parts = OBJECT.matcher(object);
    if (!parts.matches()) {
      throw new Wrong("'object' is '%s'; write s3://bucket/key".formatted(object));
    }
    return new Arrival.Named(
        parts.group(1), parts.group(2), text(json, "etag").map(IngestEvents::unquoted));
  }

  private static Arrival.Content inline(CloudEvent event, String base64, ObjectNode json)
      throws Wrong {
    String identity = event.getSource() + "\n" + event.getId();
    return new Arrival.Inline(identity, text(json, "name").orElse("file"), base64);
  }

  private static Optional<String> text(ObjectNode json, String field) throws Wrong {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new Wrong("'%s' must be text".formatted(field));
    }
    return Optional.of(value.asText());
  }

  private static int hops(CloudEvent event) throws Wrong {
    Object hops = event.getExtension("viftehops");
    if (hops == null) {
      return 0;
    }
    if (!hops.toString().matches("\\d{1,9}")) {
      throw new Wrong("'viftehops' is '%s'; it must be a whole number".formatted(hops));
    }
    return Integer.parseInt(hops.toString());
  }

  private static Optional<TraceContext> trace(CloudEvent event) {
    return Optional.ofNullable(event.getExtension("traceparent"))
        .map(Object::toString)
        .flatMap(TraceContext::parse);
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
