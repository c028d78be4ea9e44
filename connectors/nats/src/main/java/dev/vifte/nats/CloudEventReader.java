package dev.vifte.nats;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import io.cloudevents.jackson.JsonFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads CloudEvents in both modes of their NATS binding: the whole event as the JSON of the body,
/// or its attributes in `ce-` headers and its data as the body.
final class CloudEventReader {
  private static final String PREFIX = "ce-";
  private static final JsonFormat FORMAT = new JsonFormat();

  private CloudEventReader() {}

  /// @throws IllegalArgumentException or [CloudEventRWException] saying why it is none
  static CloudEvent read(Published message) {
    Optional<String> version = message.header(PREFIX + "specversion");
    if (version.isPresent()) {
      return new Binary(SpecVersion.parse(version.get()), message).toEvent();
    }
    try {
      return FORMAT.deserialize(message.bytes());
    } catch (EventDeserializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "it is no CloudEvent, neither as JSON nor by ce- headers: " + firstLine(cause), e);
    }
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason known");
  }

  private static final class Binary extends BaseGenericBinaryMessageReaderImpl<String, String> {
    private final Map<String, String> headers;

    Binary(SpecVersion version, Published message) {
      super(version, BytesCloudEventData.wrap(message.bytes()));
      this.headers = message.headers();
    }

    @Override
    protected boolean isContentTypeHeader(String name) {
      return name.equals("content-type");
    }

    @Override
    protected boolean isCloudEventsHeader(String name) {
      return name.startsWith(PREFIX);
    }

    @Override
    protected String toCloudEventsKey(String name) {
      return name.substring(PREFIX.length());
    }

    @Override
    protected void forEachHeader(BiConsumer<String, String> each) {
      headers.forEach(each);
    }

    /// What a header cannot hold is percent-encoded; a plus is a plus.
    @Override
    protected String toCloudEventsValue(String value) {
      return value.indexOf('%') < 0
          ? value
          : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }
}
