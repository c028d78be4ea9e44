package dev.vifte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A running `vifte up`, and the commands that talk to it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpIT {
  private static final Pattern PAGE = Pattern.compile("page +(http://\\S+)");
  private static final Pattern JOB = Pattern.compile("(?m)^([0-9a-z]{32})\\b");

  private Path folder;
  private Launched up;
  private String url;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.up = Launched.start(folder, Map.of(), "up", "--port", "0");
    this.url = first(PAGE, up.awaitLine("keys "));
  }

  /// Told to stop, a node drains and has done what it was told.
  @AfterAll
  void stop() throws Exception {
    up.stop();
    Launched.Ended ended = up.ended();

    assertThat(ended.err()).contains("stopped").doesNotContain("\tat ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void an_upload_is_followed_to_its_results() throws Exception {
    Files.write(folder.resolve("table.csv"), Media.csv(5).bytes());

    Output put = Output.of("put", folder.resolve("table.csv").toString(), "--wait", "--url", url);
    String job = first(JOB, put.out());

    assertThat(put.code()).as(put.err()).isZero();
    assertThat(put.out()).contains("completed", "table.csv");
    assertThat(Output.of("status", "--url", url).out()).contains(job, "completed");
    assertThat(Output.of("status", job, "--url", url).out()).containsPattern("rows +done");
    assertThat(Output.of("watch", job, "--url", url).out())
        .contains("job.accepted", "task.finished", "job.ended");
    assertThat(Output.of("logs", job, "--url", url, "--json").out()).contains("\"events\"");
  }

  @Test
  void a_dead_letter_is_listed_shown_replayed_and_dropped() throws Exception {
    Path broken = folder.resolve("broken.jpg");
    Files.write(broken, Media.truncated(Media.jpeg(320, 240).bytes(), 0.1));
    Output put = Output.of("put", broken.toString(), "--wait", "--url", url);
    String task = first(JOB, put.out()) + "/variants";

    assertThat(put.code()).isEqualTo(1);
    assertThat(Output.of("dead", "list", "--url", url).out()).contains(task, "broken.jpg");
    assertThat(Output.of("dead", "show", task, "--url", url).out()).contains("\"reason\"");
    assertThat(Output.of("dead", "replay", task, "--url", url).out()).contains("replayed " + task);
    assertThat(Output.of("watch", first(JOB, put.out()), "--url", url).code()).isEqualTo(1);
    assertThat(Output.of("logs", first(JOB, put.out()), "--url", url).out()).contains("rejected");
    assertThat(Output.of("dead", "drop", task, "--url", url).out()).contains("dropped " + task);
    assertThat(Output.of("dead", "list", "--url", url).out()).doesNotContain(task);
  }

  @Test
  void what_the_gateway_refuses_is_told_in_its_own_words() throws Exception {
    Path zip = Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});

    Output refused = Output.of("put", zip.toString(), "--url", url);

    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("by its first bytes; pipeline 'media' takes");
  }

  @Test
  void a_store_folder_has_one_process_at_a_time() throws Exception {
    Launched.Ended second = Launched.run(folder, "up", "--port", "0");

    assertThat(second.code()).isEqualTo(5);
    assertThat(second.err())
        .contains("vifte-data is in use by another process")
        .doesNotContain("\tat ");
  }

  @Test
  void a_taken_port_is_told_with_what_to_do(@TempDir Path other) throws Exception {
    String port = Integer.toString(URI.create(url).getPort());

    Launched.Ended second = Launched.run(other, "up", "--port", port);

    assertThat(second.code()).isEqualTo(5);
    assertThat(second.err()).contains("port " + port, "another port").doesNotContain("\tat ");
  }

  @Test
  void a_store_folder_that_cannot_be_made_is_told(@TempDir Path other) throws Exception {
    Path file = Files.writeString(other.resolve("file"), "x");

    try (Launched launched =
        Launched.start(other, Map.of("VIFTE_DATA", file + "/data"), "up", "--port", "0")) {
      Launched.Ended ended = launched.ended();

      assertThat(ended.code()).isEqualTo(5);
      assertThat(ended.err()).contains(file + "/data").doesNotContain("\tat ");
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }
}
