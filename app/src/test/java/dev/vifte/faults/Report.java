package dev.vifte.faults;

import dev.vifte.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shows what came of trials, and keeps it.
final class Report {
  private static final String BEGIN = "<!-- faults -->\n";
  private static final String END = "<!-- end -->";

  private Report() {}

  /// One trial in one line.
  static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "fault %s on %s, seed %d: %d accepted, %d finished, %d lost, %d doubled, %.1f %% wasted, %d"
            + " deliveries for %d tasks, whole after %.1f s, at most %d MiB, %.0f s: %s",
        row.fault(),
        row.on(),
        row.seed(),
        row.accepted(),
        row.finished(),
        row.lost(),
        row.doubled(),
        100 * row.wasted(),
        row.deliveries(),
        row.tasks(),
        row.recovery(),
        row.mostMib(),
        row.took(),
        verdict(List.of(row)));
  }

  static void print(List<Row> rows) {
    System.out.println();
    table(rows).forEach(System.out::println);
  }

  /// Adds a row to the raw record.
  static void keep(Path results, Row row) throws IOException {
    String json = new String(Json.bytes(row), StandardCharsets.UTF_8) + "\n";
    Files.writeString(
        results.resolve("faults.jsonl"),
        json,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// Puts the table of what is kept into the page: of each fault on each backend the runs of the
  /// newest commit.
  static void page(Path results) throws IOException {
    var newest = new ArrayList<Row>();
    for (String json : Files.readAllLines(results.resolve("faults.jsonl"))) {
      Row row = Json.read(json.getBytes(StandardCharsets.UTF_8), Row.class);
      newest.removeIf(old -> old.of().equals(row.of()) && !old.commit().equals(row.commit()));
      newest.add(row);
    }
    newest.sort(
        Comparator.comparingInt((Row row) -> Fault.numberOf(row.fault())).thenComparing(Row::of));
    Path page = results.resolve("../../docs/faults.md").normalize();
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String table = String.join("\n", table(newest)) + "\n";
    Files.writeString(
        page, text.substring(0, begin) + table + text.substring(text.indexOf(END, begin)));
  }

  private static List<String> table(List<Row> rows) {
    var lines = new ArrayList<String>();
    lines.add(
        "| fault | | backend | runs | accepted | finished | lost | doubled | wasted | whole after |"
            + " at most | commit | |");
    lines.add("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|");
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.of(), _ -> new ArrayList<>()).add(row));
    var told = new HashSet<String>();
    for (List<Row> group : groups.values()) {
      String fault = group.getFirst().fault();
      lines.add(cells(group, told.add(fault) ? Catalogue.named(fault).what() : ""));
    }
    return lines;
  }

  private static String cells(List<Row> group, String what) {
    Row first = group.getFirst();
    int started = group.stream().mapToInt(Row::started).sum();
    int tasks = group.stream().mapToInt(Row::tasks).sum();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %d | %d | %d | %d | %.1f %% | %.1f s | %d MiB | %s | %s |",
        first.fault(),
        what,
        first.on(),
        group.size(),
        group.stream().mapToInt(Row::accepted).sum(),
        group.stream().mapToInt(Row::finished).sum(),
        group.stream().mapToInt(Row::lost).sum(),
        group.stream().mapToInt(Row::doubled).sum(),
        tasks == 0 ? 0 : 100.0 * Math.max(0, started - tasks) / tasks,
        group.stream().mapToDouble(Row::recovery).max().orElse(0),
        group.stream().mapToLong(Row::mostMib).max().orElse(0),
        first.commit(),
        verdict(group));
  }

  private static String verdict(List<Row> group) {
    boolean good = group.stream().allMatch(Row::asItShould);
    if (group.getFirst().control()) {
      return good ? "loses, as it must" : "LOSES NOTHING";
    }
    return good ? "holds" : "FAILS";
  }
}
