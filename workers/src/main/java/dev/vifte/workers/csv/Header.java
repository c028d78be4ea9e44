package dev.vifte.workers.csv;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Whether the first row holds names.
enum Header {
  AUTO,
  YES,
  NO;

  static Header of(String word) {
    return switch (word) {
      case "auto" -> AUTO;
      case "yes", "true" -> YES;
      case "no", "false" -> NO;
      default ->
          throw new IllegalArgumentException("'%s' is unknown; use auto, yes, no".formatted(word));
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The answer for a file that begins with `rows`. By itself it takes the first row for names when
  /// all of its cells are texts, and a column below holds something else than text or the names
  /// differ and stand nowhere else.
  boolean holdsNames(List<List<String>> rows) {
    if (this != AUTO) {
      return this == YES;
    }
    List<String> first = rows.getFirst();
    List<List<String>> below = rows.subList(1, rows.size());
    boolean texts = first.stream().map(Cell::of).allMatch(c -> c == Cell.TEXT || c == Cell.EMPTY);
    return texts && !String.join("", first).isBlank() && (isTyped(below) || isUnlike(first, below));
  }

  private static boolean isTyped(List<List<String>> rows) {
    return rows.stream()
        .flatMap(List::stream)
        .map(Cell::of)
        .anyMatch(cell -> cell != Cell.TEXT && cell != Cell.EMPTY);
  }

  private static boolean isUnlike(List<String> first, List<List<String>> rows) {
    var names = new HashSet<>(first);
    return names.size() == first.size()
        && !names.contains("")
        && rows.stream().allMatch(row -> Collections.disjoint(names, row));
  }
}
