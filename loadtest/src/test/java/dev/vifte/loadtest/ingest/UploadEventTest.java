package dev.vifte.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import dev.vifte.loadtest.ingest.UploadEvent.Ended;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UploadEventTest {
  @Test
  void a_file_travels_inside_the_event() {
    UploadEvent event = UploadEvent.inline(new Random(1), "a.jpg", new byte[] {1, 2, 3});

    JsonNode json = read(event.json());
    assertThat(json.path("specversion").asText()).isEqualTo("1.0");
    assertThat(json.path("type").asText()).isEqualTo("dev.vifte.upload");
    assertThat(json.path("traceparent").asText())
        .matches("00-%s-[0-9a-f]{16}-01".formatted(event.trace()));
    assertThat(json.path("data").path("inline").asText()).isEqualTo("AQID");
  }

  @Test
  void an_object_is_only_named() {
    UploadEvent event = UploadEvent.naming(new Random(1), "s3://photos/a.jpg");

    assertThat(read(event.json()).path("data").path("object").asText())
        .isEqualTo("s3://photos/a.jpg");
  }

  @Test
  void the_end_of_a_job_is_known_by_its_trace() {
    assertThat(UploadEvent.end(bytes("dev.vifte.job.ended")))
        .contains(new Ended("4bf92f3577b34da6a3ce929d0e0e4736", "completed"));
    assertThat(UploadEvent.end(bytes("dev.vifte.task.finished"))).isEmpty();
    assertThat(UploadEvent.end("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  private static JsonNode read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static byte[] bytes(String type) {
    return """
    {"type": "%s", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
     "data": {"data": {"state": "completed"}}}\
    """
        .formatted(type)
        .getBytes(StandardCharsets.UTF_8);
  }
}
