package dev.vifte.pipeline.yaml;

import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts every stage behind those it comes after, and else keeps the order of the file.
final class StageOrder {
  private final Map<StageName, StageSpec> waiting = new LinkedHashMap<>();
  private final List<StageSpec> placed = new ArrayList<>();
  private final Map<String, Value> entries;

  private StageOrder(List<StageSpec> stages, Map<String, Value> entries) {
    stages.forEach(stage -> waiting.put(stage.name(), stage));
    this.entries = entries;
  }

  /// The stages in order. Each ring of stages that wait for one another is noted as a mistake.
  ///
  /// @param entries the stages as they stand in the file
  static List<StageSpec> sorted(List<StageSpec> stages, Map<String, Value> entries) {
    var order = new StageOrder(stages, entries);
    while (!order.waiting.isEmpty()) {
      order.placeNext();
    }
    return order.placed;
  }

  private void placeNext() {
    waiting.values().stream()
        .filter(stage -> stage.after().stream().noneMatch(waiting::containsKey))
        .findFirst()
        .ifPresentOrElse(this::place, this::breakRing);
  }

  private void place(StageSpec stage) {
    waiting.remove(stage.name());
    placed.add(stage);
  }

  /// Every waiting stage waits for a waiting one, so following them ends in a ring.
  private void breakRing() {
    var path = new ArrayList<StageSpec>();
    StageSpec next = waiting.values().iterator().next();
    while (!path.contains(next)) {
      path.add(next);
      next = firstWaiting(next);
    }
    List<StageSpec> ring = path.subList(path.indexOf(next), path.size());
    note(ring);
    ring.forEach(this::place);
  }

  private StageSpec firstWaiting(StageSpec stage) {
    return stage.after().stream()
        .flatMap(name -> Optional.ofNullable(waiting.get(name)).stream())
        .findFirst()
        .orElseThrow();
  }

  private void note(List<StageSpec> ring) {
    String names =
        Stream.concat(ring.stream(), Stream.of(ring.getFirst()))
            .map(stage -> stage.name().value())
            .collect(Collectors.joining(" after "));
    Optional.ofNullable(entries.get(ring.getFirst().name().value()))
        .flatMap(stage -> stage.child("after"))
        .ifPresent(
            after -> after.wrongKey("closes a ring: %s; take one of them out".formatted(names)));
  }
}
