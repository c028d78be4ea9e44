package dev.vifte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootTest {
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "run",
          "up",
          "put",
          "status",
          "watch",
          "logs",
          "cancel",
          "erase",
          "audit",
          "dead",
          "validate",
          "doctor",
          "keys",
          "encryption",
          "version");

  @TempDir private Path folder = Path.of("");

  @Test
  void alone_it_shows_every_command_and_every_exit_code() {
    Output output = Output.of();

    assertThat(output.code()).isZero();
    assertThat(output.out()).contains(COMMANDS).contains("Exit codes:").contains("Examples:");
  }

  @Test
  void every_command_teaches_itself() {
    for (String command : COMMANDS) {
      Output output = Output.of(command, "--help");

      assertThat(output.code()).as(command).isZero();
      assertThat(output.out()).as(command).contains("Usage: vifte " + command);
    }
  }

  @Test
  void a_mistyped_command_is_wrong_usage_with_what_was_meant() {
    Output output = Output.of("rum");

    assertThat(output.code()).isEqualTo(2);
    assertThat(output.err()).contains("'rum'").contains("Did you mean: vifte run?");
  }

  @Test
  void a_missing_option_is_wrong_usage_with_the_way_to_help() {
    Output output = Output.of("run", "photo.jpg");

    assertThat(output.code()).isEqualTo(2);
    assertThat(output.err()).contains("--out=DIR").contains("`vifte run --help`");
  }

  @Test
  void a_wrong_configuration_shows_every_mistake_and_no_stack_trace() {
    Output output =
        Output.of(Map.of("VIFTE_HTTP_PORT", "x", "VIFTE_LOG_LEVEL", "loud"), "validate");

    assertThat(output.code()).isEqualTo(3);
    assertThat(output.err())
        .contains("VIFTE_HTTP_PORT: http.port must be", "VIFTE_LOG_LEVEL: log.level must be")
        .doesNotContain("\tat ");
  }

  @Test
  void a_gateway_that_is_not_there_is_told_with_what_to_do() {
    Output output = Output.of("status", "--url", "http://127.0.0.1:9");

    assertThat(output.code()).isEqualTo(4);
    assertThat(output.err())
        .contains("no gateway can be reached at http://127.0.0.1:9/", "vifte up");
  }

  @Test
  void an_address_that_is_none_is_wrong_usage() {
    assertThat(Output.of("status", "--url", "here").code()).isEqualTo(2);
  }

  @Test
  void a_wrong_pipeline_file_shows_every_mistake_with_its_line() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "pipeline: bad\nstages:\n  one: { uses: image/resise, timeout: 3 }\n");

    Output output = Output.of("validate", file.toString());

    assertThat(output.code()).isEqualTo(3);
    assertThat(output.out())
        .contains(file + ":3:", "image/resise", "did you mean 'image/resize'", "timeout");
  }

  @Test
  void the_built_in_pipeline_is_valid() {
    assertThat(Output.of("validate", "../pipelines/media.yaml").out()).contains("'media' is valid");
  }

  @Test
  void the_kinds_of_stages_are_listed_with_what_they_do() {
    assertThat(Output.of("validate", "--stages").out()).contains("image/resize", "csv/profile");
  }

  @Test
  void a_key_is_shown_once_and_listed_by_its_hash_only() {
    Map<String, String> environment =
        Map.of("VIFTE_HTTP_KEYS_FILE", folder.resolve("keys.json").toString());

    Output made = Output.of(environment, "keys", "create", "--tenant", "acme");
    Output listed = Output.of(environment, "keys", "list");

    assertThat(made.out()).startsWith("vifte_");
    assertThat(listed.out()).contains("acme").doesNotContain(made.out().strip());
  }

  @Test
  void the_doctor_names_a_useless_folder_a_wrong_pipeline_and_an_unknown_variable()
      throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Files.writeString(folder.resolve("bad.yaml"), "pipeline: bad\n");

    Output output =
        Output.of(
            Map.of(
                "VIFTE_DATA",
                file.toString(),
                "VIFTE_PIPELINES",
                folder.toString(),
                "VIFTE_HTTP_PORT",
                "0",
                "VIFTE_LOG_LEVLE",
                "info",
                "VIFTE_CALL_ALLOW",
                "10.0.0.0/8"),
            "doctor");

    assertThat(output.code()).isEqualTo(1);
    assertThat(output.out())
        .contains("is a file; choose a folder", "bad.yaml:1", "did you mean 'VIFTE_LOG_LEVEL'?")
        .containsPattern("ok +java")
        .doesNotContain("VIFTE_CALL_ALLOW");
  }
}
