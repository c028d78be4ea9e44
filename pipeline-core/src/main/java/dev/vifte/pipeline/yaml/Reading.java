package dev.vifte.pipeline.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/// The reading of one file: what is common to all its values, and the mistakes so far. Used by one
/// thread.
final class Reading {
  private final String file;
  private final Environment environment;
  private final List<Mistake> mistakes = new ArrayList<>();

  Reading(String file, Environment environment) {
    this.file = file;
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  /// Notes a mistake at a place that the YAML library counts from 0.
  void mistake(Mark at, String path, String message) {
    mistake(at.getLine() + 1, at.getColumn() + 1, path, message);
  }

  void mistake(int line, int column, String path, String message) {
    mistakes.add(new Mistake(file, line, column, path, message));
  }

  int count() {
    return mistakes.size();
  }

  List<Mistake> mistakes() {
    return mistakes.stream()
        .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }
}
