package dev.vifte.loadtest;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// `./dev bench [NAME…]`: measures this machine and adds the raw figures to `loadtest/results/`.
final class Bench {
  private static final List<String> ALL = List.of("photos", "tasks", "hops", "latency", "start");
  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 3;

  private Bench() {}

  /// Measures what is asked for.
  ///
  /// @param args names of benches; all when none is given
  public static void main(String[] args) throws Exception {
    List<String> wanted = args.length == 0 ? ALL : List.of(args);
    for (String name : wanted) {
      if (!ALL.contains(name)) {
        System.err.printf("bench: there is no bench '%s'; there are %s%n", name, ALL);
        System.exit(2);
      }
    }
    Path home = Path.of("").toAbsolutePath();
    String command = "./dev bench " + String.join(" ", wanted);
    var results =
        new Results(Machine.here(), command, home.resolve("loadtest/results/figures.jsonl"));
    var suite = new Suite(home, results, InstantSource.system(), ROUNDS, WARM_UPS);
    results.begin("%d rounds, then the median of %d".formatted(WARM_UPS, ROUNDS));
    for (String name : wanted) {
      run(name, suite);
    }
    System.exit(0);
  }

  private static void run(String name, Suite suite) throws Exception {
    switch (name) {
      case "photos" -> new EngineBench(suite).photos();
      case "tasks" -> new EngineBench(suite).tasks();
      case "hops" -> new EngineBench(suite).hops();
      case "latency" -> new LatencyBench(suite).run();
      default -> new StartBench(suite).run();
    }
  }
}
