package dev.vifte.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.pipeline.WhenFailed;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.StageSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What right files mean.
final class PipelineYamlTest {
  @Test
  void the_shortest_file_has_every_default() {
    Definition definition = StubReader.valid("{pipeline: p, stages: {t: {uses: pdf/text}}}");

    assertThat(definition.name().value()).isEqualTo("p");
    assertThat(definition.accept()).containsExactly(MediaRange.ANY);
    assertThat(definition.limits()).isEqualTo(InputLimits.DEFAULTS);
    assertThat(definition.lane()).isEqualTo(Lane.INTERACTIVE);
    assertThat(definition.atEnd()).isEmpty();
    assertThat(definition.stages())
        .containsExactly(
            StageSpec.of(new StageName("t"), new StageKind("pdf/text"), StageSettings.EMPTY));
  }

  @Test
  void every_key_reaches_the_definition() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: p
            accept: text/csv
            limits: {size: 64MiB, pixels: 7, pages: 3, frames: 4}
            lane: backfill
            stages:
              first: {uses: pdf/text}
              second:
                uses: pdf/info
                when: application/pdf
                after: first
                when-failed: skip
                timeout: 5m
                retry: {attempts: 2, backoff: 1s..1h}
                scale: {min: 2, max: 8}
                memory: 1GB
                env: {LEVEL: 9, WORDS: "yes"}
                secrets: {key: /run/secrets/key}
            """);

    assertThat(definition.accept()).containsExactly(new MediaRange("text/csv"));
    assertThat(definition.limits()).isEqualTo(new InputLimits(67_108_864, 7, 3, 4));
    assertThat(definition.lane()).isEqualTo(Lane.BACKFILL);
    StageSpec second = definition.stages().getLast();
    assertThat(second.when()).isEqualTo(new MediaRange("application/pdf"));
    assertThat(second.after()).containsExactly(new StageName("first"));
    assertThat(second.whenFailed()).isEqualTo(WhenFailed.SKIP);
    assertThat(second.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(second.retry())
        .isEqualTo(new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofHours(1)));
    assertThat(second.scale()).contains(new Scale(2, 8));
    assertThat(second.memory()).contains(1_000_000_000L);
    assertThat(second.env()).isEqualTo(Map.of("LEVEL", "9", "WORDS", "yes"));
    assertThat(second.secrets()).isEqualTo(Map.of("key", "/run/secrets/key"));
  }

  @Test
  void notify_is_a_stage_at_the_end_with_a_long_breath() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: p
            stages: {t: {uses: pdf/text}}
            notify: {webhook: "${URL}", secret-file: webhook.key}
            """);

    StageSpec atEnd = definition.atEnd().orElseThrow();
    assertThat(atEnd.name()).isEqualTo(Definition.AT_END);
    assertThat(atEnd.uses()).isEqualTo(new StageKind("call/webhook"));
    assertThat(atEnd.with().json())
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("url", "https://example.org/x"));
    assertThat(atEnd.secrets()).isEqualTo(Map.of("webhook", "webhook.key"));
    assertThat(atEnd.retry())
        .isEqualTo(new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  @Test
  void stages_stand_in_any_order_and_keep_it_where_they_may() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: p
            stages:
              last: {uses: pdf/text, after: [middle, other]}
              middle: {uses: pdf/text, after: [first]}
              other: {uses: pdf/text}
              first: {uses: pdf/text}
            """);

    assertThat(definition.stages().stream().map(stage -> stage.name().value()))
        .containsExactly("other", "first", "middle", "last");
  }

  @Test
  void variables_stand_in_values_and_may_have_a_default() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: ${NAME:-p}
            stages:
              pages: {uses: pdf/render, with: {dpi: "${DPI}", pages: "1-${LAST:-3}"}}
              plain: {uses: pdf/text, env: {A: "$${DPI}", B: "${DPI}${DPI}", C: "${NONE:-}"}}
            """);

    assertThat(definition.name().value()).isEqualTo("p");
    assertThat(definition.stages().getFirst().with().json().toString())
        .isEqualTo("{\"dpi\":72,\"pages\":\"1-3\"}");
    assertThat(definition.stages().getLast().env())
        .isEqualTo(Map.of("A", "${DPI}", "B", "7272", "C", ""));
  }

  @Test
  void settings_are_read_as_yaml_1_2() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: p
            stages: {m: {uses: image/metadata, with: {strip: [no, 0644, 12:30, 1, -2.5, true, "7", ~]}}}
            """);

    assertThat(definition.stages().getFirst().with().json().toString())
        .isEqualTo("{\"strip\":[\"no\",\"0644\",\"12:30\",1,-2.5,true,\"7\",null]}");
  }

  @Test
  void an_alias_is_its_anchor_written_out() {
    Definition definition =
        StubReader.valid(
            """
            pipeline: p
            stages:
              a: {uses: pdf/text, retry: &patient {attempts: 9}}
              b: {uses: pdf/text, retry: *patient}
            """);

    assertThat(definition.stages()).extracting(stage -> stage.retry().attempts()).containsOnly(9);
    assertThat(definition.stage(new StageName("b")).map(StageSpec::after))
        .isEqualTo(Optional.of(List.of()));
  }
}
