package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the rounds of one run measured, one value a round.
public final class Tally {
  private record Row(String what, String who, String unit) {}

  private final String bench;
  private final Map<Row, List<Double>> rows = new LinkedHashMap<>();

  public Tally(String bench) {
    this.bench = bench;
  }

  public void add(String what, String who, String unit, double value) {
    rows.computeIfAbsent(new Row(what, who, unit), _ -> new ArrayList<>()).add(value);
  }

  /// One figure for each thing measured, in the order in which they first came.
  public List<Figure> figures() {
    return rows.entrySet().stream()
        .map(entry ->
            Figure.of(bench, entry.getKey().what(), entry.getKey().unit(), entry.getValue())
                .by(entry.getKey().who()))
        .toList();
  }
}
