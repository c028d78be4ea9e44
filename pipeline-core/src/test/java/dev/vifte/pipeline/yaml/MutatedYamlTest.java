package dev.vifte.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Files that a slip of the hand or ill will has changed: the reader answers, and never throws.
final class MutatedYamlTest {
  private static final int SEEDS = 1_500;
  private static final List<String> SPLINTERS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "'",
          "&a ",
          "*a",
          "!x ",
          "|",
          ">",
          "%",
          "@",
          "${",
          "}",
          "~",
          "- ",
          "? ",
          "\n",
          "\t",
          "  ",
          "#",
          "..",
          "0",
          "999999999999999999999",
          "<<: *a",
          "\u0000",
          "\uFEFF",
          "\uD800",
          "æ",
          "after: variants",
          "---\n",
          "text",
          "null",
          "-1");

  @Test
  void every_mutation_of_the_shipped_pipeline_gives_an_answer() throws IOException {
    String media = Files.readString(MediaYamlTest.FILE);
    int valid = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      String mutated = mutate(media, new Random(seed));
      valid += isValid(mutated, seed) ? 1 : 0;
    }
    assertThat(valid).isBetween(SEEDS / 100, SEEDS * 3 / 4);
  }

  private static boolean isValid(String yaml, long seed) {
    try {
      return switch (StubReader.read(yaml)) {
        case Parsed.Valid _ -> true;
        case Parsed.Invalid(var mistakes) -> {
          assertThat(mistakes).as("seed %d", seed).isNotEmpty();
          assertThat(mistakes).as("seed %d", seed).allMatch(m -> m.line() > 0 && m.column() > 0);
          yield false;
        }
      };
    } catch (RuntimeException | StackOverflowError e) {
      return fail("seed %d throws for%n%s".formatted(seed, yaml), e);
    }
  }

  private static String mutate(String yaml, Random random) {
    var text = new StringBuilder(yaml);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
        case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        default -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }
}
