package dev.vifte.pipeline.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema says what the reader does.
final class PipelineSchemaTest {
  private static final Map<String, List<String>> MAPS =
      Map.of(
          "", DefinitionReader.KEYS,
          "/properties/limits", DefinitionReader.LIMITS,
          "/properties/notify", DefinitionReader.NOTIFY,
          "/$defs/stage", StageReader.KEYS,
          "/$defs/stage/properties/retry", StageReader.RETRY,
          "/$defs/stage/properties/scale", StageReader.SCALE);

  private final JsonNode schema = read();

  @Test
  void the_copy_in_the_documentation_is_the_same() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "pipeline.schema.json"))).isEqualTo(text());
  }

  @Test
  void every_key_of_the_reader_is_in_the_schema_and_the_reverse() {
    MAPS.forEach((at, keys) -> {
      JsonNode map = schema.at(at);
      assertThat(map.path("additionalProperties").asBoolean(true)).as(at).isFalse();
      assertThat(names(map.path("properties"))).as(at).isEqualTo(new TreeSet<>(keys));
    });
  }

  @Test
  void every_key_is_described() {
    MAPS.keySet().stream()
        .filter(at -> !at.endsWith("/scale"))
        .flatMap(at -> schema.at(at).path("properties").properties().stream())
        .forEach(key ->
            assertThat(key.getValue().path("description").asText()).as(key.getKey()).isNotEmpty());
  }

  @Test
  void every_key_is_read() {
    for (String key : DefinitionReader.KEYS) {
      assertThat(StubReader.mistakes(key + ": [{x: y}]")).anyMatch(m -> m.contains(" " + key));
    }
    wrongEverywhere(DefinitionReader.LIMITS, "limits", "limits: {%s: [x]}");
    wrongEverywhere(DefinitionReader.NOTIFY, "notify", "notify: {%s: [x]}");
    wrongEverywhere(StageReader.KEYS, "stages/s", "stages: {s: {%s: [{x: y}]}}");
    wrongEverywhere(StageReader.RETRY, "stages/s/retry", "stages: {s: {retry: {%s: [x]}}}");
    wrongEverywhere(StageReader.SCALE, "stages/s/scale", "stages: {s: {scale: {%s: [x]}}}");
  }

  private static void wrongEverywhere(List<String> keys, String path, String yaml) {
    for (String key : keys) {
      assertThat(StubReader.mistakes(yaml.formatted(key)))
          .anyMatch(m -> m.contains(" %s/%s".formatted(path, key)) && !m.contains("not known"));
    }
  }

  @Test
  void the_shipped_pipeline_is_valid_and_names_the_schema_for_editors() throws IOException {
    String media = Files.readString(MediaYamlTest.FILE);

    assertThat(problems(media)).isEmpty();
    assertThat(media).startsWith("# yaml-language-server: $schema=../docs/pipeline.schema.json\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{pipeline: p, stages: {t: {uses: pdf/text}}}",
        "{pipeline: p, accept: text/csv, stages: {t: {uses: pdf/text, after: [t2]}, t2: {uses: pdf/info}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text, timeout: '${T:-5s}', memory: 1GB, env: {A: 1}}}}",
        "{pipeline: p, limits: {size: 5, pages: 7}, stages: {t: {uses: pdf/text, scale: {max: 2}}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text}}, notify: {webhook: https://x, secret-file: f}}",
      })
  void what_the_reader_takes_the_schema_takes(String yaml) {
    assertThat(StubReader.valid(yaml)).isNotNull();
    assertThat(problems(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{pipeline: P, stages: {t: {uses: pdf/text}}}",
        "{pipeline: p, stages: {}}",
        "{pipeline: p, stages: {at-end: {uses: pdf/text}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text, timout: 5s}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text, timeout: 5}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text, retry: {attempts: 101}}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text, scale: {min: 2}}}}",
        "{pipeline: p, stages: {t: {uses: pdf/text}}, accept: [pdf]}",
        "{pipeline: p, stages: {t: {uses: pdf/text}}, lane: fast}",
      })
  void what_the_schema_refuses_the_reader_refuses(String yaml) {
    assertThat(StubReader.mistakes(yaml)).isNotEmpty();
    assertThat(problems(yaml)).isNotEmpty();
  }

  private Set<String> problems(String yaml) {
    JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    try {
      var problems = new TreeSet<String>();
      validator
          .validate(new YAMLMapper().readTree(yaml))
          .forEach(m -> problems.add(m.getMessage()));
      return problems;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> names(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text() {
    try (var in = PipelineYaml.class.getResourceAsStream("/dev/vifte/pipeline.schema.json")) {
      if (in == null) {
        throw new AssertionError("the schema is not among the resources");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
