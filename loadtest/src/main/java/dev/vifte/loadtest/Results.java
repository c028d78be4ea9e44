package dev.vifte.loadtest;

import dev.vifte.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// Writes figures: a line of the table for people, a line of JSON for the record.
public final class Results {
  private static final String ROW = "%-66s %12s %-6s %-12s %s%n";

  private final Machine machine;
  private final String command;
  private final Path file;

  Results(Machine machine, String command, Path file) {
    this.machine = machine;
    this.command = command;
    this.file = file;
  }

  /// Prints the head of the table.
  void begin(String warmUp) {
    System.out.printf("%s%n%s%nwarm-up: %s%n%n", command, machine, warmUp);
    System.out.printf(ROW, "what", "median", "unit", "goal", "rounds");
  }

  void add(Figure figure, Instant at) throws IOException {
    System.out.printf(
        ROW,
        figure.who().isEmpty() ? figure.what() : figure.what() + ", " + figure.who(),
        Figure.shown(figure.median()),
        figure.unit(),
        figure.goal(),
        figure.rounds().stream().map(Figure::shown).toList());
    var line = Json.object().put("at", at.toString()).put("command", command);
    line.setAll(Json.tree(figure));
    line.put("median", figure.median());
    line.set("machine", Json.tree(machine));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Puts the newest figures into the page beside the record.
  void renewPage() throws IOException {
    var newest = new Page(Files.readAllLines(file));
    Path page = file.resolveSibling("README.md");
    Files.writeString(page, newest.renewed(Files.readString(page)));
    Files.writeString(
        file.resolveSibling("cpu.svg"),
        newest.chart("CPU time of gateway and worker for one photo, ms", "CPU of the product"));
    Files.writeString(
        file.resolveSibling("images.svg"),
        newest.chart("CPU time for the small pictures of one picture, ms", "CPU of a picture"));
  }
}
