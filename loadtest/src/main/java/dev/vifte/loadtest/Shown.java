package dev.vifte.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One line of the record of figures, as a page shows it.
///
/// @param question what a table is about: the part of `what` before its first colon
/// @param row the rest of it, with the unit
/// @param run how, on what and when it was measured
record Shown(
    String bench,
    String question,
    String row,
    String who,
    double median,
    String value,
    String run) {
  static Shown of(String line) {
    JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    String what = json.path("what").asText();
    int colon = what.indexOf(": ");
    String row = colon < 0 ? what : what.substring(colon + 2);
    return new Shown(
        json.path("bench").asText(),
        colon < 0 ? "" : what.substring(0, colon),
        "%s (%s)".formatted(row, json.path("unit").asText()),
        json.path("who").asText(),
        json.path("median").asDouble(),
        value(json),
        run(json));
  }

  /// The same thing measured again.
  boolean sameAs(Shown other) {
    return bench.equals(other.bench)
        && question.equals(other.question)
        && row.equals(other.row)
        && who.equals(other.who);
  }

  /// The median, and the span of the rounds when there are several.
  private static String value(JsonNode json) {
    List<Double> rounds = new ArrayList<>();
    json.path("rounds").forEach(round -> rounds.add(round.asDouble()));
    String median = Figure.shown(json.path("median").asDouble());
    return rounds.size() < 2
        ? median
        : "%s [%s..%s]"
            .formatted(
                median,
                Figure.shown(Figure.quantile(rounds, 0)),
                Figure.shown(Figure.quantile(rounds, 1)));
  }

  private static String run(JsonNode json) {
    JsonNode machine = json.path("machine");
    return "`%s`, commit %s, %s, %d cores, %d MiB, JDK %s, load before it %.1f"
        .formatted(
            json.path("command").asText().strip(),
            machine.path("commit").asText(),
            json.path("at").asText().substring(0, "2026-01-01".length()),
            machine.path("cores").asInt(),
            machine.path("memoryMiB").asInt(),
            machine.path("jdk").asText(),
            machine.path("load").asDouble());
  }
}
