package dev.vifte.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.event.JobEvent;
import dev.vifte.observe.TraceContext;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventFormTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final JobEvent ENDED =
      new JobEvent(
          JobEvent.FORMAT,
          "job-000001#1:ended",
          JobEvent.Type.JOB_ENDED,
          Fixtures.job(1),
          Fixtures.TENANT,
          Fixtures.PIPELINE,
          ManualClock.START,
          Json.object().put("state", "completed"),
          Optional.of(TraceContext.of(PARENT)));

  @Test
  void an_event_is_one_json_document_with_the_attributes_of_a_cloud_event() {
    ObjectNode body = Json.read(EventForm.bytes(ENDED, "vifte"), ObjectNode.class);

    assertThat(body.path("specversion").asText()).isEqualTo("1.0");
    assertThat(body.path("id").asText()).isEqualTo("job-000001#1:ended");
    assertThat(body.path("source").asText()).isEqualTo("/vifte/pipelines/media");
    assertThat(body.path("type").asText()).isEqualTo("dev.vifte.job.ended");
    assertThat(body.path("subject").asText()).isEqualTo("job-000001");
    assertThat(body.path("time").asText()).isEqualTo(ManualClock.START.toString());
    assertThat(body.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(body.path("traceparent").asText()).isEqualTo(PARENT);
    assertThat(body.at("/data/data/state").asText()).isEqualTo("completed");
  }

  @Test
  void an_event_without_a_trace_has_no_such_attribute() {
    ObjectNode body = Json.read(EventForm.bytes(Fixtures.event(1, "a"), "vifte"), ObjectNode.class);

    assertThat(body.has("traceparent")).isFalse();
  }

  @Test
  void an_event_is_read_as_it_was_written() {
    assertThat(EventForm.read(EventForm.bytes(ENDED, "vifte")))
        .contains(new EventForm.Told.Event(ENDED));
  }

  @Test
  void an_erasure_is_read_as_it_was_written() {
    assertThat(EventForm.read(EventForm.erased(Fixtures.job(1), ManualClock.START, "vifte")))
        .contains(new EventForm.Told.Erased(Fixtures.job(1)));
  }

  @Test
  void what_others_publish_is_passed_over() {
    for (String other : new String[] {"", "hello", "{}", "[1]", "{\"specversion\":\"1.0\"}"}) {
      assertThat(EventForm.read(other.getBytes(StandardCharsets.UTF_8))).as(other).isEmpty();
    }
  }

  @Test
  void what_others_publish_in_our_form_is_passed_over() {
    String foreign =
        """
        {"specversion":"1.0","id":"1","source":"/x","type":"com.example.made","data":{"a":1},
         "subject":"no job"}\
        """;

    assertThat(EventForm.read(foreign.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(
            EventForm.read(
                foreign
                    .replace("com.example.made", "dev.vifte.job.erased")
                    .getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }
}
