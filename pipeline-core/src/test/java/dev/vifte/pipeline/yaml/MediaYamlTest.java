package dev.vifte.pipeline.yaml;

import static dev.vifte.pipeline.Pipeline.on;
import static dev.vifte.pipeline.Pipeline.within;
import static dev.vifte.retry.RetryPolicy.exponential;
import static dev.vifte.retry.RetryPolicy.upTo;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The shipped pipeline, written both ways.
final class MediaYamlTest {
  static final Path FILE = Path.of("..", "pipelines", "media.yaml");

  @Test
  void the_file_and_the_java_form_are_one_definition() throws IOException {
    Definition written = StubReader.valid(Files.readString(FILE));
    Definition built = media().definition();

    assertThat(written).isEqualTo(built);
    assertThat(written.version()).isEqualTo(built.version());
    assertThat(Definition.fromJson(written.json())).isEqualTo(built);
  }

  private static Pipeline media() {
    return Pipeline.named("media")
        .accepting("image/*", "application/pdf", "text/csv")
        .limitedTo(new InputLimits(50_000_000, 100_000_000, 2_000, 1_000))
        .stage(
            "variants",
            stage(
                "image/resize",
                """
                {"variants": [
                  {"name": "thumb", "fit": "128x128"},
                  {"name": "small", "fit": "640x640"},
                  {"name": "web", "width": 1280, "format": "jpeg", "quality": 80}]}
                """),
            on("image/*"),
            within(ofSeconds(60)),
            spec -> spec.scale(new Scale(1, 4)))
        .stage(
            "metadata",
            stage("image/metadata", "{\"strip\": [\"gps\", \"serial\"]}"),
            on("image/*"))
        .stage(
            "pages",
            stage("pdf/render", "{\"pages\": \"1-3\", \"dpi\": 150}"),
            on("application/pdf"))
        .stage("text", stage("pdf/text", "{}"), on("application/pdf"))
        .stage("info", stage("pdf/info", "{}"), on("application/pdf"))
        .stage("rows", stage("csv/profile", "{}"), on("text/csv"))
        .retrying(exponential(ofMillis(200), upTo(ofSeconds(30))).attempts(5));
  }

  private static Stage stage(String kind, String json) {
    try {
      ObjectNode with = new ObjectMapper().readValue(json, ObjectNode.class);
      return StubReader.stages().create(new StageKind(kind), StageSettings.of(with));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
