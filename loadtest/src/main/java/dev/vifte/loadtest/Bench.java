package dev.vifte.loadtest;

import dev.vifte.loadtest.broker.BrokerBench;
import dev.vifte.loadtest.broker.ConsumersBench;
import dev.vifte.loadtest.broker.DepthBench;
import dev.vifte.loadtest.broker.FairnessBench;
import dev.vifte.loadtest.images.ImagesBench;
import dev.vifte.loadtest.peers.ManyBench;
import dev.vifte.loadtest.peers.PeersBench;
import java.nio.file.Path;
import java.time.InstantSource;

/// `./dev bench [NAME…] [--rounds N] [--only PEER,…] [--folder DIR] [--count N]`: measures this
/// machine and adds the raw figures to `loadtest/results/`, whose page shows them.
final class Bench {
  private static final int WARM_UPS = 3;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Asked asked;
    try {
      asked = Asked.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    Path home = Path.of("").toAbsolutePath();
    String command = ("./dev bench " + String.join(" ", args)).strip();
    var results =
        new Results(Machine.here(), command, home.resolve("loadtest/results/figures.jsonl"));
    var suite = new Suite(home, results, InstantSource.system(), asked.rounds(), WARM_UPS);
    results.begin("%d rounds, then the median of %d".formatted(WARM_UPS, asked.rounds()));
    for (String name : asked.names()) {
      run(name, suite, asked);
    }
    results.renewPage();
    System.exit(0);
  }

  private static void run(String name, Suite suite, Asked asked) throws Exception {
    switch (name) {
      case "photos" -> new EngineBench(suite).photos();
      case "tasks" -> new EngineBench(suite).tasks();
      case "hops" -> new EngineBench(suite).hops();
      case "latency" -> new LatencyBench(suite).run();
      case "start" -> new StartBench(suite).run();
      case "fairness" -> new FairnessBench(suite).run();
      case "consumers" -> new ConsumersBench(suite).run();
      case "engine" -> new BrokerBench(suite).run();
      case "depth" -> new DepthBench(suite).run();
      case "peers" -> new PeersBench(suite, asked.only()).run();
      case "many" -> new ManyBench(suite, asked.count()).run();
      case "images" -> new ImagesBench(suite, asked.only(), asked.folder()).run();
      default -> throw new IllegalArgumentException(name);
    }
  }
}
