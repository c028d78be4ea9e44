package dev.vifte.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.ingest.Watch;
import dev.vifte.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void nothing_has_to_be_set() {
    Settings settings = Settings.load(Optional.empty(), Map.of());

    assertThat(settings).isEqualTo(Settings.defaults());
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().loopback()).isTrue();
    assertThat(settings.node().memory()).isEqualTo(Runtime.getRuntime().maxMemory() / 100 * 50);
  }

  @Test
  void the_file_wins_over_the_defaults_and_variables_over_the_file() throws IOException {
    Path file = write("http: { port: 9000, host: 0.0.0.0 }\nnode:\n  drain: 40s\n");

    Settings settings = Settings.load(Optional.of(file), Map.of("VIFTE_HTTP_PORT", "9001"));

    assertThat(settings.http().port()).isEqualTo(9001);
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.node().drain()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void every_mistake_is_told_at_once_with_its_place_key_unit_and_limit() throws IOException {
    Path file =
        write("http:\n  port: 80x\nnode: { lease: 3 }\nlgo: { level: info }\nlog: [text]\n");

    assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of("VIFTE_LOG_FORMAT", "jsno")))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            e ->
                assertThat(e.mistakes())
                    .containsExactlyInAnyOrder(
                        file + ":2: http.port must be a whole number from 0 to 65,535, not '80x'",
                        file
                            + ":3: node.lease must be a duration such as 200ms, 60s, 5m or 1h, not '3'",
                        file + ":4: there is no setting lgo.level; did you mean 'log.level'?",
                        file + ":5: log must be one value, not a list",
                        "VIFTE_LOG_FORMAT: log.format must be one of text, json, not 'jsno'; did you"
                            + " mean 'json'?"));
  }

  @Test
  void a_file_that_is_no_yaml_is_named_with_its_line() throws IOException {
    Path file = write("http: { port: 9000\nnode: ]\n");

    assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of()))
        .hasMessageContaining(file + ":")
        .hasMessageContaining("this is no YAML");
  }

  @Test
  void a_named_file_must_exist() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> Settings.load(Optional.of(missing), Map.of()))
        .hasMessageContaining(missing + " cannot be read");
  }

  @Test
  void a_variable_may_name_a_file_that_holds_the_value() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t\n");

    Settings settings =
        Settings.load(Optional.empty(), Map.of("VIFTE_S3_SECRET_KEY_FILE", secret.toString()));

    assertThat(settings.bucket().secretKey()).contains("s3cr3t");
    assertThat(settings.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void a_secret_file_that_cannot_be_read_is_a_mistake() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() ->
            Settings.load(Optional.empty(), Map.of("VIFTE_NATS_PASSWORD_FILE", missing.toString())))
        .hasMessageContaining("VIFTE_NATS_PASSWORD_FILE: the file '" + missing);
  }

  @Test
  void a_store_that_is_not_known_is_refused_with_those_there_are() {
    assertThatThrownBy(
            () -> Settings.load(Optional.empty(), Map.of("VIFTE_OBJECTS", "s3://bucket")))
        .hasMessageContaining("objects must be file:")
        .hasMessageContaining("not 's3://bucket'");
  }

  @Test
  void memory_beyond_the_heap_is_refused_with_the_way_out() {
    assertThatThrownBy(() -> Settings.load(Optional.empty(), Map.of("VIFTE_NODE_MEMORY", "900TB")))
        .hasMessageContaining("VIFTE_HEAP");
  }

  @Test
  void places_to_watch_are_listed_with_their_pipelines() {
    var places = Map.of("VIFTE_INGEST_WATCH", "inbox/a=b/=media, scans=other");

    var watches = Settings.load(Optional.empty(), places).outside().watches();

    assertThat(watches)
        .containsExactly(
            new Watch("inbox", "a=b/", new PipelineName("media")),
            new Watch("scans", "", new PipelineName("other")));
    assertThatThrownBy(() -> Settings.load(Optional.empty(), Map.of("VIFTE_INGEST_WATCH", "inbox")))
        .hasMessageContaining("ingest.watch must be BUCKET[/PREFIX]=PIPELINE, not 'inbox'");
  }

  @Test
  void every_key_can_be_set_by_its_variable() {
    List<Key<?>> required =
        Settings.KEYS.stream().filter(key -> !key.fallback().isEmpty()).toList();
    for (Key<?> key : required) {
      assertThatThrownBy(() -> Settings.load(Optional.empty(), Map.of(key.variable(), "")))
          .as(key.name())
          .hasMessageContaining(key.variable() + ": " + key.name() + " must be");
    }
  }

  @Test
  void every_key_can_be_set_to_its_documented_default() {
    for (Key<?> key : Settings.KEYS) {
      var set = Settings.load(Optional.empty(), Map.of(key.variable(), key.fallback()));

      assertThat(set).as(key.name()).isEqualTo(Settings.defaults());
    }
  }

  @Test
  void the_documented_table_is_up_to_date() throws IOException {
    Path fresh =
        Files.writeString(Path.of("target/configuration.md"), ConfigurationTable.markdown());

    assertThat(Path.of("../docs/configuration.md"))
        .as("docs/configuration.md; copy app/target/configuration.md there")
        .hasSameTextualContentAs(fresh);
  }

  @Test
  void no_two_settings_share_a_name_or_variable() {
    List<String> variables = Settings.KEYS.stream().map(Key::variable).toList();

    assertThat(variables).doesNotHaveDuplicates();
  }

  @Test
  void nodes_on_different_hosts_have_different_names_whatever_their_process_ids() {
    NodeSettings node = Settings.defaults().node();

    assertThat(node.nameFor("0a1B2c.example", 1)).isEqualTo("0a1b2c-1");
    assertThat(node.nameFor("my_host", 1)).isEqualTo("my-host-1");
    assertThat(node.nameFor("", 7)).isEqualTo("node-7");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("vifte.yaml"), yaml);
  }
}
