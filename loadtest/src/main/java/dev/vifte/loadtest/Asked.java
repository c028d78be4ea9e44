package dev.vifte.loadtest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
///
/// @param names of benches, in their order
/// @param rounds that count; with none only the loss of a worker is measured
/// @param only these of the products that are compared; all when empty
/// @param folder of pictures to be used instead of those made by code
/// @param count of photos that [dev.vifte.loadtest.peers.ManyBench] sends
record Asked(List<String> names, int rounds, List<String> only, Optional<Path> folder, int count) {
  private static final List<String> SERVERLESS =
      List.of("photos", "tasks", "hops", "latency", "start");
  private static final List<String> WITH_OTHERS =
      List.of("engine", "depth", "fairness", "consumers", "peers", "images", "many");
  private static final int ROUNDS = 5;
  private static final int COUNT = 10_000;

  /// Reads it.
  ///
  /// @throws IllegalArgumentException telling what is wrong and what there is
  static Asked of(String... words) {
    var names = new ArrayList<String>();
    int rounds = ROUNDS;
    List<String> only = List.of();
    Optional<Path> folder = Optional.empty();
    int count = COUNT;
    Iterator<String> left = List.of(words).iterator();
    while (left.hasNext()) {
      String word = left.next();
      switch (word) {
        case "--rounds" -> rounds = whole(word, left);
        case "--only" -> only = List.of(value(word, left).split(","));
        case "--folder" -> folder = Optional.of(Path.of(value(word, left)).toAbsolutePath());
        case "--count" -> count = whole(word, left);
        default -> names.add(known(word));
      }
    }
    return new Asked(
        names.isEmpty() ? SERVERLESS : List.copyOf(names), rounds, only, folder, count);
  }

  private static String known(String name) {
    if (SERVERLESS.contains(name) || WITH_OTHERS.contains(name)) {
      return name;
    }
    throw new IllegalArgumentException(
        "there is no bench '%s'; there are %s, and with what others made %s"
            .formatted(name, SERVERLESS, WITH_OTHERS));
  }

  private static int whole(String option, Iterator<String> left) {
    String text = value(option, left);
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(
          "%s takes a number from 0 to 999999, not '%s'".formatted(option, text));
    }
    return Integer.parseInt(text);
  }

  private static String value(String option, Iterator<String> left) {
    if (!left.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value after it");
    }
    return left.next();
  }
}
