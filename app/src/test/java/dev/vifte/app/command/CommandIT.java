package dev.vifte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that run and end, each as a process.
final class CommandIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void the_demo_shows_thumbnails_metadata_pages_and_text_and_ends_well() throws Exception {
    Launched.Ended demo = Launched.run(folder, "demo");

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("variants/thumb", "metadata", "pages/", "text/", "rows")
        .doesNotContain("\tat ");
    assertThat(demo.err()).contains("5 of 5 files completed");
  }

  @Test
  void a_broken_pdf_beside_a_good_photo_exits_1_with_a_table_that_says_why() throws Exception {
    write("photo.jpg", Media.jpeg(640, 480).rotated(6).bytes());
    write("broken.pdf", Media.truncated(Media.pdf(1).bytes(), 0.2));
    write("empty.jpg", new byte[0]);

    Launched.Ended run =
        Launched.run(folder, "run", "photo.jpg", "broken.pdf", "empty.jpg", "--out", "out");

    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).containsPattern("photo.jpg +completed");
    assertThat(run.out()).containsPattern("broken.pdf +failed .*(corrupt|truncated): ");
    assertThat(run.out()).containsPattern("empty.jpg +refused .*the file is empty");
    assertThat(run.out()).contains("1 of 3 completed");
    assertThat(folder.resolve("out/photo.jpg/variants/thumb.jpg")).isNotEmptyFile();
    JsonNode manifest =
        new JsonMapper().readTree(folder.resolve("out/photo.jpg/manifest.json").toFile());
    assertThat(manifest.path("state").asText()).isEqualTo("completed");
    assertThat(folder.resolve("out/broken.pdf/manifest.json")).isNotEmptyFile();
    assertThat(folder.resolve("out/empty.jpg/manifest.json")).isNotEmptyFile();
  }

  @Test
  void results_are_one_json_document_for_programs() throws Exception {
    write("a.csv", Media.csv(3).bytes());

    Launched.Ended run = Launched.run(folder, "run", "a.csv", "--out", "out", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("completed").asInt()).isEqualTo(1);
    assertThat(json.path("files").path(0).path("state").asText()).isEqualTo("completed");
  }

  @Test
  void a_pipeline_that_is_not_there_is_wrong_usage_with_those_there_are() throws Exception {
    write("a.csv", Media.csv(3).bytes());

    Launched.Ended run =
        Launched.run(folder, "run", "a.csv", "--out", "out", "--pipeline", "medai");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no pipeline 'medai'; there are [media]");
  }

  @Test
  void a_pipeline_file_with_mistakes_exits_3_with_each_at_its_line() throws Exception {
    write("a.csv", Media.csv(3).bytes());
    Files.writeString(
        folder.resolve("p.yaml"), "pipeline: p\nstages:\n  a: { uses: csv/profil }\n");

    Launched.Ended run =
        Launched.run(folder, "run", "a.csv", "--out", "out", "--pipeline", "p.yaml");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("p.yaml:3:").contains("csv/profile").doesNotContain("\tat ");
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
