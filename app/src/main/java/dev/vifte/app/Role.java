package dev.vifte.app;

import dev.vifte.Nearest;
import dev.vifte.Node;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Stages;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a node does: takes uploads, works on kinds of stages, or both.
///
/// @param workers words such as `image`, `pdf/text` or `all`; empty for no work
public record Role(boolean gateway, List<String> workers) {
  private static final String ALL = "all";

  /// Gateway and every kind of work.
  public static final Role BOTH = new Role(true, List.of(ALL));

  public Role {
    workers = List.copyOf(workers);
  }

  /// From the options of the command; neither of them means both.
  ///
  /// @param workers words with commas between
  /// @throws Problem naming a word that no stage of this program answers to
  public static Role of(boolean gateway, Optional<String> workers, Stages known) {
    if (!gateway && workers.isEmpty()) {
      return BOTH;
    }
    List<String> words =
        workers.stream()
            .flatMap(list -> Stream.of(list.split(",", -1)))
            .map(String::strip)
            .toList();
    words.forEach(word -> require(word, known));
    return new Role(gateway, words);
  }

  Node.Draft describe(Node.Draft draft) {
    return workers.isEmpty() ? draft.withoutWorkers() : draft.workingOn(this::worksOn);
  }

  boolean worksOn(StageKind kind) {
    return workers.stream().anyMatch(word -> names(word, kind));
  }

  /// A kind, or its part before the slash, or all.
  private static boolean names(String word, StageKind kind) {
    return word.equals(ALL) || kind.value().equals(word) || kind.value().startsWith(word + "/");
  }

  private static void require(String word, Stages known) {
    if (!word.equals(ALL) && known.kinds().stream().noneMatch(kind -> names(word, kind))) {
      SortedSet<String> words = words(known);
      throw new Problem(
          ExitCode.USAGE,
          "no stage here is called '%s'%s; there are %s"
              .formatted(word, Nearest.hint(word, words), String.join(", ", words)));
    }
  }

  private static SortedSet<String> words(Stages known) {
    var words = new TreeSet<>(List.of(ALL));
    for (StageKind kind : known.kinds()) {
      words.add(kind.value());
      words.add(kind.value().replaceFirst("/.*", ""));
    }
    return words;
  }

  @Override
  public String toString() {
    String work = workers.isEmpty() ? "" : "workers " + String.join(", ", workers);
    return gateway ? "gateway" + (work.isEmpty() ? "" : ", " + work) : work;
  }
}
