package dev.vifte.loadtest.peers;

import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Photos;
import dev.vifte.loadtest.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Vifte beside other products, on the same machine in the same minutes: all of them run, one at a
/// time has work, and who begins changes with each round.
public final class PeersBench {
  private static final Map<Photos, Integer> COUNTS =
      Map.of(Photos.SMALL, 200, Photos.LARGE, 40, Photos.HUGE, 20);

  /// The same work for everybody: until a compiler that works beside the jobs has come to its end.
  private static final Map<Photos, Integer> WARM_UP =
      Map.of(Photos.SMALL, 3000, Photos.LARGE, 300, Photos.HUGE, 50);

  private final Suite suite;
  private final List<String> names;

  /// @param only these; all when none is named
  public PeersBench(Suite suite, List<String> only) {
    this.suite = suite;
    this.names = only.isEmpty() ? Peers.NAMES : List.copyOf(only);
  }

  public void run() throws Exception {
    var photos = new EnumMap<Photos, List<byte[]>>(Photos.class);
    for (Photos kind : Photos.values()) {
      photos.put(kind, kind.in(suite.home().resolve("loadtest/target/photos")));
    }
    var tally = new Tally("peers");
    Path folder = Fresh.folder(suite.scratch());
    try (Stores stores = Stores.start(folder)) {
      Peers peers = Peers.installed(suite.home(), folder, stores);
      new Run(stores, peers, folder, photos, tally).all();
    } finally {
      // what was measured before something broke counts, too
      for (Figure figure : tally.figures()) {
        suite.add(figure);
      }
    }
    Fresh.remove(folder);
  }

  private final class Run {
    private final Rounds rounds;
    private final Loss loss;
    private final Peers peers;
    private final Path folder;
    private final Map<Photos, List<byte[]>> photos;

    Run(Stores stores, Peers peers, Path folder, Map<Photos, List<byte[]>> photos, Tally tally) {
      this.rounds = new Rounds(stores, tally);
      this.loss = new Loss(photos.getOrDefault(Photos.LARGE, List.of()), tally);
      this.peers = peers;
      this.folder = folder;
      this.photos = photos;
    }

    void all() throws Exception {
      var running = new ArrayList<Running>();
      try {
        for (String name : names) {
          running.add(warm(name));
        }
        for (int round = 0; round < suite.rounds(); round++) {
          for (Running peer : running) {
            one(peer);
          }
          Collections.rotate(running, 1);
        }
        for (Running peer : running) {
          lose(peer);
        }
      } finally {
        close(running);
      }
      if (names.contains("celery")) {
        try (Running careful = warm(Peers.CAREFUL)) {
          lose(careful);
        }
      }
    }

    private Running warm(String name) throws Exception {
      System.out.println("peers: " + name + " starts");
      Running peer = Running.start(peers.named(name), folder);
      rounds.warmUp(peer, photos, WARM_UP);
      return peer;
    }

    private void one(Running peer) throws Exception {
      for (var each : photos.entrySet()) {
        int count = COUNTS.getOrDefault(each.getKey(), 1);
        rounds.throughput(peer, each.getKey(), each.getValue(), count);
        rounds.latency(peer, each.getKey(), each.getValue());
      }
    }

    private void lose(Running peer) throws Exception {
      if (peer.hasWorker()) {
        System.out.println("peers: " + peer.name() + " loses its worker");
        loss.measure(peer);
      }
    }
  }

  private static void close(List<Running> all) throws IOException {
    for (Running each : all) {
      each.close();
    }
  }
}
