package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.ingest.Arrival;
import dev.vifte.job.Subject;
import dev.vifte.observe.TraceContext;
import dev.vifte.pipeline.PipelineName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestEventsTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Subject ANNA = new Subject("0f".repeat(20));
  private static final String REFERENCE = "{\"object\": \"s3://inbox/a/b c.jpg\"}";

  @Test
  void an_event_in_one_body_names_an_object() {
    Arrival arrival =
        read(
            structured(
                """
                {"specversion": "1.0", "id": "1", "source": "/scanner", "type": "dev.vifte.upload",
                 "viftehops": 3, "traceparent": "%s",
                 "data": {"object": "s3://inbox/a/b c.jpg", "etag": "\\"abc\\""}}
                """
                    .formatted(TRACE)));

    assertThat(arrival.pipeline()).isEqualTo(new PipelineName("media"));
    assertThat(arrival.content())
        .isEqualTo(new Arrival.Named("inbox", "a/b c.jpg", Optional.of("abc")));
    assertThat(arrival.hops()).isEqualTo(3);
    assertThat(arrival.traceparent()).contains(TraceContext.of(TRACE));
  }

  @Test
  void an_event_in_headers_says_the_same() {
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "a%20b+1",
            "ce-source", "/scanner",
            "ce-type", "dev.vifte.upload",
            "ce-viftehops", "3",
            "ce-traceparent", TRACE,
            "content-type", "application/json");

    Arrival named = read(new Published("vifte.ingest.media", headers, REFERENCE));
    Arrival inline =
        read(
            new Published(
                "vifte.ingest.media", headers, "{\"inline\": \"aGk=\", \"name\": \"a\"}"));

    assertThat(named.content())
        .isEqualTo(new Arrival.Named("inbox", "a/b c.jpg", Optional.empty()));
    assertThat(named.hops()).isEqualTo(3);
    assertThat(named.traceparent()).contains(TraceContext.of(TRACE));
    assertThat(inline.content()).isEqualTo(new Arrival.Inline("/scanner\na b+1", "a", "aGk="));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          hello                                             | no CloudEvent
          {"id": "1"}                                       | no CloudEvent
          {"specversion": "9", "id": "1", "source": "/a", "type": "dev.vifte.upload"} | no CloudEvent
          {"specversion": "1.0", "id": "1", "source": "/a"} | no CloudEvent
          EVENT "type": "other"}                            | 'other'; there is [dev.vifte.upload]
          EVENT "type": "dev.vifte.upload"}                 | no data
          EVENT "type": "dev.vifte.upload", "data": {}}     | must hold either
          EVENT "type": "dev.vifte.upload", "data": "text"} | not a ObjectNode
          EVENT "type": "dev.vifte.upload", "data": {"object": "s3://a/b", "inline": "aGk="}} | either
          EVENT "type": "dev.vifte.upload", "data": {"object": "file:///etc/passwd"}} | s3://bucket/key
          EVENT "type": "dev.vifte.upload", "data": {"object": 7}} | 'object' must be text
          EVENT "type": "dev.vifte.upload", "viftehops": "many", "data": {"object": "s3://a/b"}} | whole
          """)
  void an_event_that_makes_no_sense_says_why(String body, String why) {
    String event =
        body.replace("EVENT", "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\",");

    Arrival arrival = read(structured(event));

    assertThat(arrival.content())
        .isInstanceOfSatisfying(
            Arrival.Unreadable.class, it -> assertThat(it.why().why()).contains(why));
    ObjectNode kept = Json.read(arrival.raw().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    assertThat(kept.path("subject").asText()).isEqualTo("vifte.ingest.media");
    assertThat(kept.path("body").asText()).isEqualTo(event);
  }

  @Test
  void a_name_that_no_pipeline_can_have_is_told() {
    Arrival arrival = read(new Published("vifte.ingest.Media", Map.of(), "{}"));

    assertThat(arrival.pipeline()).isEqualTo(IngestEvents.NO_NAME);
    assertThat(arrival.content())
        .isInstanceOfSatisfying(
            Arrival.Unreadable.class,
            it -> assertThat(it.why().why()).contains("pipeline name 'Media'"));
  }

  @Test
  void a_data_subject_is_kept_as_a_hash_and_its_name_nowhere() {
    Arrival one =
        read(
            structured(
                """
                {"specversion": "1.0", "id": "1", "source": "/a", "type": "dev.vifte.upload",
                 "viftesubject": "anna", "data": {"object": "s3://inbox/a"}}
                """));
    var headers = Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/a");
    var more = new TreeMap<>(headers);
    more.put("ce-type", "other");
    more.put("ce-viftesubject", "anna");
    Arrival other = read(new Published("vifte.ingest.media", more, REFERENCE));

    assertThat(one.subject()).contains(ANNA);
    assertThat(one.raw()).doesNotContain("anna");
    assertThat(other.subject()).as("also of an event that is refused").contains(ANNA);
    assertThat(other.content()).isInstanceOf(Arrival.Unreadable.class);
    assertThat(other.raw()).doesNotContain("anna");
  }

  private static Arrival read(Published message) {
    try {
      return IngestEvents.read(message, name -> ANNA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Published structured(String body) {
    var headers = Map.of("content-type", "application/cloudevents+json");
    return new Published("vifte.ingest.media", headers, body);
  }
}
