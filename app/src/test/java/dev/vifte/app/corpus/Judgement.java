package dev.vifte.app.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.app.files.FileResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What one sample gave, against what its line of the list asks for.
///
/// @param misses what is wrong, for people; none when it is right
record Judgement(Sample sample, FileResult result, JsonNode manifest, List<String> misses) {
  /// A stage may compute for 60 s; to be seen as ended takes a little more.
  private static final Duration LONGEST = Duration.ofSeconds(66);

  private static final Set<String> CRASHES = Set.of("crashed", "attempts-exhausted");

  static Judgement of(Sample sample, FileResult result, JsonNode manifest) throws IOException {
    var misses = new ArrayList<String>();
    if (result.state().equals("error")) {
      misses.add("error: " + result.why().orElse(""));
    }
    for (var stage : manifest.path("stages").properties()) {
      judgeAny(stage.getKey(), stage.getValue(), misses);
    }
    switch (sample.expect()) {
      case "must-decode" -> judgeImage(sample, result, manifest, misses);
      case "must-render" -> judgePdf(sample, result, manifest, misses);
      case "must-parse" -> judgeCsv(sample, result, manifest, misses);
      case "must-refuse" -> judgeRefused(sample, result, manifest, misses);
      default -> {
        // may-either, must-bound and truth: bounded, and no crash, is all that is asked
      }
    }
    return new Judgement(sample, result, manifest, misses);
  }

  /// Whatever the class: no crash, no hang, no retry loop.
  private static void judgeAny(String name, JsonNode stage, List<String> misses) {
    String reason = stage.path("reason").asText("");
    if (CRASHES.contains(reason)) {
      misses.add("%s: %s: %s".formatted(name, reason, stage.path("why").asText()));
    }
    if (stage.path("attempts").asInt() > 1) {
      misses.add("%s: %d attempts".formatted(name, stage.path("attempts").asInt()));
    }
    if (stage.has("started") && stage.has("finished")) {
      Duration took =
          Duration.between(
              Instant.parse(stage.path("started").asText()),
              Instant.parse(stage.path("finished").asText()));
      if (took.compareTo(LONGEST) > 0) {
        misses.add("%s: took %d s".formatted(name, took.toSeconds()));
      }
    }
  }

  private static void judgeImage(
      Sample sample, FileResult result, JsonNode manifest, List<String> misses) {
    if (!sample.core() && unclaimed(result, manifest)) {
      return; // read as: if the format is claimed
    }
    if (!completed(result, misses)) {
      return;
    }
    JsonNode data = manifest.path("stages").path("variants").path("data");
    String size = data.path("width").asText() + "x" + data.path("height").asText();
    String asked = sample.get("oriented_width") + "x" + sample.get("oriented_height");
    if (!size.equals(asked)) {
      misses.add("oriented size %s, not %s".formatted(size, asked));
    }
    if (manifest.path("stages").path("variants").path("outputs").isEmpty()) {
      misses.add("no variant");
    }
  }

  private static boolean unclaimed(FileResult result, JsonNode manifest) {
    return result.state().equals("refused")
        || manifest.path("stages").path("variants").path("reason").asText().equals("unsupported");
  }

  private static void judgePdf(
      Sample sample, FileResult result, JsonNode manifest, List<String> misses) throws IOException {
    if (!completed(result, misses)) {
      return;
    }
    JsonNode stages = manifest.path("stages");
    String pages = stages.path("info").path("data").path("pages").asText();
    String asked = sample.get("pdf_pages");
    if (!asked.isEmpty() && !pages.equals(asked)) {
      misses.add("%s pages, not %s".formatted(pages, asked));
    }
    if (stages.path("pages").path("outputs").isEmpty()) {
      misses.add("no page was drawn");
    }
    judgeText(sample.get("pdf_text60"), text(result.folder()).replaceAll("\\s", ""), misses);
  }

  /// The words of the list's first 60 characters, of which the last may be cut off. Two extractors
  /// differ in white space, in the order of fields, and wholly where text runs from right to left:
  /// there the letters have to do.
  private static void judgeText(String head, String text, List<String> misses) {
    boolean rightToLeft = head.codePoints().anyMatch(c -> c >= 0x590 && c < 0x700);
    String between = rightToLeft ? "" : "[^\\p{L}\\p{N}]+";
    List<String> words =
        Stream.of(head.split(between, -1)).filter(word -> word.matches("[\\p{L}\\p{N}]+")).toList();
    int whole = head.length() < 60 ? words.size() : words.size() - 1;
    words.stream()
        .limit(Math.max(0, whole))
        .filter(word -> !text.contains(word))
        .forEach(word -> misses.add("text without '%s'".formatted(word)));
  }

  private static String text(Path folder) throws IOException {
    Path texts = folder.resolve("text");
    if (!Files.isDirectory(texts)) {
      return "";
    }
    try (Stream<Path> files = Files.list(texts)) {
      Optional<Path> first = files.sorted().findFirst();
      return first.isPresent() ? Files.readString(first.get()) : "";
    }
  }

  private static void judgeCsv(
      Sample sample, FileResult result, JsonNode manifest, List<String> misses) {
    if (!completed(result, misses)) {
      return;
    }
    JsonNode data = manifest.path("stages").path("rows").path("data");
    long records = data.path("rows").asLong() + (data.path("header").asBoolean() ? 1 : 0);
    fact(sample, "records=(\\d+)")
        .filter(asked -> Long.parseLong(asked) != records)
        .ifPresent(asked -> misses.add("%d records, not %s".formatted(records, asked)));
    fact(sample, "delim='(.)'")
        .filter(asked -> !data.path("delimiter").asText().equals(asked))
        .ifPresent(asked ->
            misses.add("delimiter %s, not %s".formatted(data.path("delimiter").asText(), asked)));
  }

  private static Optional<String> fact(Sample sample, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(sample.get("facts"));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static void judgeRefused(
      Sample sample, FileResult result, JsonNode manifest, List<String> misses) {
    if (result.completed() && !imageInDisguise(sample)) {
      misses.add("was not refused");
    } else if (!result.completed() && result.why().orElse("").isBlank()) {
      misses.add("was refused without a reason");
    }
    if (manifest.path("stages").properties().stream()
        .anyMatch(stage -> stage.getValue().path("reason").asText().equals("timeout"))) {
      misses.add("was refused only by the time limit");
    }
  }

  /// A JPEG that calls itself PDF: by its bytes it is a picture, and as one it is right.
  static boolean imageInDisguise(Sample sample) {
    return sample.name().endsWith("syn-jpeg-named.pdf");
  }

  private static boolean completed(FileResult result, List<String> misses) {
    if (!result.completed()) {
      misses.add("a valid file was %s: %s".formatted(result.state(), result.why().orElse("")));
    }
    return result.completed();
  }
}
