package dev.vifte.faults;

import dev.vifte.cluster.On;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// What the command line asks for.
final class Asked {
  private static final Set<String> KNOWN =
      Set.of(
          "--only",
          "--seed",
          "--seeds",
          "--at-once",
          "--backend",
          "--uploads",
          "--rate",
          "--plot",
          "--lease",
          "--outage",
          "--backlog",
          "--results",
          "--commit",
          "--list");

  private static final Set<String> ALONE = Set.of("--list", "--plot");

  private final Map<String, String> options;

  private Asked(Map<String, String> options) {
    this.options = options;
  }

  /// @throws IllegalArgumentException naming an option that does not exist
  static Asked of(String... args) {
    var options = new TreeMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      if (!KNOWN.contains(args[i])) {
        throw new IllegalArgumentException("there is no option %s; %s".formatted(args[i], KNOWN));
      }
      boolean alone = ALONE.contains(args[i]) || i + 1 == args.length;
      options.put(args[i], alone ? "" : args[++i]);
    }
    return new Asked(options);
  }

  boolean list() {
    return options.containsKey("--list");
  }

  boolean wants(Fault fault) {
    return !options.containsKey("--only")
        || named().contains(fault.name())
        || named().contains(Integer.toString(fault.number()));
  }

  private List<String> named() {
    return List.of(options.getOrDefault("--only", "").split(","));
  }

  boolean wants(On on) {
    return List.of(options.getOrDefault("--backend", "embedded,r1,r3").split(","))
        .contains(on.word());
  }

  List<Long> seeds() {
    long first = Long.parseLong(options.getOrDefault("--seed", "1"));
    long count = Long.parseLong(options.getOrDefault("--seeds", "1"));
    return LongStream.range(first, first + count).boxed().toList();
  }

  /// How many seeds of a fault are played at the same time.
  int atOnce() {
    return number("--at-once", 1);
  }

  Dose dose() {
    Dose usual = Dose.USUAL;
    return new Dose(
        number("--uploads", usual.uploads()),
        number("--rate", usual.perSecond()),
        seconds("--lease", usual.lease()),
        seconds("--outage", usual.outage()),
        number("--backlog", usual.backlog()),
        usual.bounded());
  }

  String commit() {
    return options.getOrDefault("--commit", "");
  }

  /// The folder of the results, when they are to be kept.
  Optional<Path> page() {
    return Optional.ofNullable(options.get("--results")).map(Path::of);
  }

  /// Whether the course of each trial is to be drawn beside the results.
  boolean plot() {
    return options.containsKey("--plot");
  }

  private int number(String option, int usual) {
    return Optional.ofNullable(options.get(option)).map(Integer::parseInt).orElse(usual);
  }

  private Duration seconds(String option, Duration usual) {
    return Optional.ofNullable(options.get(option))
        .map(given -> given.toLowerCase(Locale.ROOT).replace("s", ""))
        .map(given -> Duration.ofSeconds(Long.parseLong(given)))
        .orElse(usual);
  }
}
