package dev.vifte.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What wrong files are told, and where.
final class PipelineMistakesTest {
  private static final String KNOWN =
      " (known: uses, when, after, when-failed, with, timeout, retry, scale, memory, env, secrets)";

  @Test
  void all_mistakes_are_told_at_once_each_at_its_place() {
    assertThat(
            StubReader.mistakes(
                """
                pipeline: My Media
                accept: ["image/*", pictures]
                limits: { size: 50 MB, pages: many }
                lane: bach
                stages:
                  variants:
                    uses: image/resise
                    timout: 60s
                    timeout: 5 min
                  text: { uses: pdf/text, after: [pags], when-failed: stop }
                  pages: { when: application/pdf, retry: { backoff: 30s..200ms } }
                """))
        .containsExactly(
            "1:11: pipeline: must be 1 to 63 lower-case letters, digits and hyphens, not 'My Media'",
            "2:21: accept/1: must be a media type such as image/png, image/* or */*, not 'pictures'",
            "3:17: limits/size: must be a size such as 500kB, 50MB, 64MiB or 2GB, not '50 MB'",
            "3:31: limits/pages: must be a whole number from 1 to 2,147,483,647, not 'many'",
            "4:7: lane: must be one of interactive, batch, backfill, not 'bach'; did you mean 'batch'?",
            "7:11: stages/variants/uses: no stage is called 'image/resise'; did you mean"
                + " 'image/resize'? (there are: call/webhook, csv/profile, image/metadata,"
                + " image/resize, own/broken, own/picky, pdf/info, pdf/render, pdf/text;"
                + " your own comes as a jar in the plugins folder)",
            "8:5: stages/variants/timout: is not known here; did you mean 'timeout'?" + KNOWN,
            "9:14: stages/variants/timeout: must be a duration such as 200ms, 60s, 5m or 1h, not '5 min'",
            "10:35: stages/text/after/0: no stage here is called 'pags'; did you mean 'pages'?"
                + " (there are: variants, text, pages)",
            "10:55: stages/text/when-failed: must be one of run, skip, not 'stop'",
            "11:3: stages/pages/uses: is missing; add it",
            "11:53: stages/pages/retry/backoff: begins with a longer wait than it ends with;"
                + " write 200ms..30s");
  }

  @Test
  void what_a_stage_says_about_its_settings_is_told_at_their_lines() {
    assertThat(
            StubReader.mistakes(
                """
                pipeline: p
                stages:
                  variants:
                    uses: image/resize
                    with:
                      variants:
                        - { name: thumb, fit: 128x128 }
                        - name: web
                          qualty: 80
                          width: 0
                        - small
                  picky: { uses: own/picky }
                  broken: { uses: own/broken, with: { a: 1 } }
                """))
        .containsExactly(
            "9:11: stages/variants/with/variants/1/qualty: is not known here; did you mean 'quality'?"
                + " (known: fit, format, name, quality, width)",
            "10:11: stages/variants/with/variants/1/width: must be a whole number from 1 to 65535, not 0",
            "11:11: stages/variants/with/variants/2: must be a map, such as {name: thumb, fit: 128x128}",
            "12:3: stages/picky/with/must: is missing",
            "13:37: stages/broken/with: own/broken does not take these settings: out of order");
  }

  @Test
  void keys_that_are_missing_twice_empty_or_no_text_are_told() {
    assertThat(
            StubReader.mistakes(
                """
                accept: []
                limits:
                stages:
                  a: { uses: pdf/text }
                  a: { uses: pdf/info }
                  at-end: { uses: pdf/text }
                  Ab: { uses: pdf/text }
                  ? [x]
                  : { uses: pdf/text }
                  b: { uses: pdf/text, with: { k: 1, k: 2 } }
                """))
        .containsExactly(
            "1:1: pipeline: is missing; add it",
            "1:9: accept: names no type; write types such as image/*, or leave it out to take every type",
            "2:1: limits: has no value; give it one or leave it out",
            "5:3: stages/a: is there twice, first in line 4; remove one",
            "6:3: stages/at-end: is the name of the task that 'notify' makes; choose another",
            "7:3: stages/Ab: must be 1 to 63 lower-case letters, digits and hyphens, not 'Ab'",
            "8:5: stages: has a key that is no text; write a name before the colon",
            "10:38: stages/b/with/k: is there twice, first in line 10; remove one");
  }

  @Test
  void values_of_another_kind_are_told() {
    assertThat(
            StubReader.mistakes(
                """
                pipeline: [p]
                limits: 50MB
                stages:
                  a: pdf/text
                  b: { uses: { pdf: text }, with: [1], retry: 5, env: { A: [1], B: ~ } }
                  c: { uses: pdf/text, scale: { min: 4, max: 2 }, memory: 0MB, timeout: 0s }
                  d: { uses: pdf/text, scale: { min: 0 }, retry: { attempts: 101, backoff: 5s } }
                notify: { webhook: "http://x", secret: f }
                """))
        .containsExactly(
            "1:11: pipeline: must be a text, not a list",
            "2:9: limits: must be a map, not '50MB'",
            "4:6: stages/a: must be a map, not 'pdf/text'",
            "5:14: stages/b/uses: must be a text, not a map",
            "5:35: stages/b/with: must be a map of settings",
            "5:47: stages/b/retry: must be a map, not '5'",
            "5:60: stages/b/env/A: must be a text, not a list",
            "5:68: stages/b/env/B: must be a text, not nothing",
            "6:31: stages/c/scale: scale {min: 4, max: 2} is not valid; use 1 <= min <= max <= 1024",
            "6:59: stages/c/memory: must be more than zero",
            "6:73: stages/c/timeout: must be longer than zero, such as 60s",
            "7:24: stages/d/scale/max: is missing; add it",
            "7:38: stages/d/scale/min: must be a whole number from 1 to 1,024, not '0'",
            "7:62: stages/d/retry/attempts: must be a whole number from 1 to 100, not '101'",
            "7:76: stages/d/retry/backoff: must be the first and the longest wait, such as 200ms..30s, not '5s'",
            "8:11: notify/webhook: must begin with https://",
            "8:32: notify/secret: is not known here (known: webhook, secret-file)");
  }

  @Test
  void every_ring_of_stages_is_told_once() {
    assertThat(
            StubReader.mistakes(
                """
                pipeline: p
                stages:
                  a: { uses: pdf/text, after: b }
                  b: { uses: pdf/text, after: [c, d] }
                  c: { uses: pdf/text, after: b }
                  d: { uses: pdf/text }
                  e: { uses: pdf/text, after: e }
                """))
        .containsExactly(
            "4:24: stages/b/after: closes a ring: b after c after b; take one of them out",
            "7:24: stages/e/after: closes a ring: e after e; take one of them out");
  }

  @Test
  void variables_that_are_not_set_are_told() {
    assertThat(
            StubReader.mistakes(
                """
                pipeline: ${NAME}
                stages:
                  a: { uses: pdf/render, with: { dpi: "${RESOLUTION}" } }
                  b: { uses: pdf/text, env: { A: "${", B: "${1}" } }
                """))
        .containsExactly(
            "1:11: pipeline: needs the environment variable NAME, which is not set; set it or write"
                + " ${NAME:-default}",
            "3:39: stages/a/with/dpi: needs the environment variable RESOLUTION, which is not set;"
                + " set it or write ${RESOLUTION:-default}",
            "4:34: stages/b/env/A: has a '${' that is no variable; write ${NAME} or"
                + " ${NAME:-default}, or $${ for a plain ${",
            "4:43: stages/b/env/B: has a '${' that is no variable; write ${NAME} or"
                + " ${NAME:-default}, or $${ for a plain ${");
  }

  @Test
  void a_text_that_is_no_yaml_is_told_where_it_breaks() {
    assertThat(StubReader.mistakes("pipeline: p\nstages: {a: b\nlimits: [}"))
        .singleElement()
        .asString()
        .startsWith("3:7: this is no YAML: ");
    assertThat(StubReader.mistakes("#".repeat(5_000) + "\n# æ\nstages: \u0007\n"))
        .containsExactly(
            "3:9: this is no YAML: the character U+0007 is not allowed; check the indentation,"
                + " the quotes and the brackets here");
    assertThat(StubReader.mistakes("a: 1\n---\nb: 2\n"))
        .singleElement()
        .asString()
        .startsWith("2:1: this is no YAML: ");
    assertThat(StubReader.mistakes("- a\n")).contains("1:1: must be a map, not a list");
  }

  @Test
  void an_empty_file_is_told() {
    List<String> empty = List.of("1:1: the file is empty; write at least 'pipeline' and 'stages'");

    assertThat(StubReader.mistakes("")).isEqualTo(empty);
    assertThat(StubReader.mistakes("# nothing\n")).isEqualTo(empty);
  }

  @Test
  void bombs_and_tags_are_refused() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(StubReader.mistakes(bomb.toString()))
        .containsExactly(
            "1:1: the file has more than 20,000 values once its aliases are written out; use fewer");
    assertThat(StubReader.mistakes("a: &a [*a]"))
        .containsExactly(
            "1:1: the file has more than 20,000 values once its aliases are written out; use fewer");
    assertThat(StubReader.mistakes("[".repeat(10_000))).hasSize(1);
    assertThat(StubReader.mistakes("#".repeat(1_000_001)))
        .containsExactly(
            "1:1: the file has 1,000,001 characters; at most 1,000,000 are read, so split it");
    assertThat(StubReader.mistakes("pipeline: !!javax.script.ScriptEngineManager p"))
        .containsExactly(
            "1:11: the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not allowed;"
                + " write a plain value");
  }
}
