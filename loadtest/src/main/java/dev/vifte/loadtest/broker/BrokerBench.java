package dev.vifte.loadtest.broker;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Rig;
import dev.vifte.loadtest.Suite;
import dev.vifte.loadtest.broker.RecordedJobs.Size;
import dev.vifte.loadtest.peers.NoOps;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Messages and jobs that do nothing: on one real NATS server and on three, which write through to
/// the disk at once or every two minutes, and on the embedded backend; beside the NATS client
/// alone, BullMQ and Celery.
public final class BrokerBench {
  private static final int MANY = 512;

  private final Suite suite;

  /// What was opened, the last first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public BrokerBench(Suite suite) {
    this.suite = suite;
  }

  public void run() throws Exception {
    try {
      var contenders = new ArrayList<Contender>();
      NoOps peers = opened(NoOps.start(suite.home(), folder()));
      for (Sync sync : List.of(Sync.LAZY, Sync.ALWAYS)) {
        boolean always = sync == Sync.ALWAYS;
        contenders.addAll(onOne(sync));
        contenders.addAll(onThree(sync));
        contenders.add(PeerJobs.bullmq(peers, always));
        contenders.add(PeerJobs.celery(peers, always));
      }
      contenders.add(embedded(new Size(true, 1, 2_000, MANY)));
      contenders.add(embedded(new Size(true, 3, 1_000, MANY)));
      contenders.add(embedded(new Size(true, 10, 500, MANY)));
      measure(contenders);
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  private void measure(List<Contender> contenders) throws Exception {
    Map<Contender, List<Double>> rates = new LinkedHashMap<>();
    try {
      for (int round = -1; round < suite.rounds(); round++) {
        measure(contenders, round, rates);
      }
    } finally {
      // what was measured before something broke counts, too
      add(rates);
    }
  }

  private static void measure(
      List<Contender> contenders, int round, Map<Contender, List<Double>> rates) throws Exception {
    for (Contender each : contenders) {
      double rate = each.perSecond();
      System.out.printf("round %d: %s, %s: %.0f/s%n", round, each.what(), each.who(), rate);
      if (round >= 0) {
        rates.computeIfAbsent(each, _ -> new ArrayList<>()).add(rate);
      }
    }
  }

  private void add(Map<Contender, List<Double>> rates) throws IOException {
    for (var each : rates.entrySet()) {
      Contender who = each.getKey();
      suite.add(Figure.of("work", who.what(), "1/s", each.getValue()).by(who.who()));
      if (who.parts().isPresent()) {
        var parts = who.parts().get();
        List<Double> rate = each.getValue().stream().map(jobs -> jobs * parts.each()).toList();
        suite.add(Figure.of("work", parts.what(), "1/s", rate).by(who.who()));
      }
    }
  }

  private List<Contender> onOne(Sync sync) throws Exception {
    NatsServer server = opened(NatsServer.start(sync));
    String how = "sync " + sync.name().toLowerCase(Locale.ROOT);
    String url = server.url().toString();
    NatsState relayed = opened(Nats.open(NatsSettings.of(url).withSpace("relay")));
    int messages = messages(sync);
    RawRelay raw = RawRelay.on("NATS client alone, " + how, url, messages);
    open.push(raw::close);
    ExecutorService threads = opened(Executors.newVirtualThreadPerTaskExecutor());
    var relay = new Relay("Vifte on NATS, " + how, relayed.queue(), messages, threads);
    List<Contender> all = new ArrayList<>(List.of(raw, relay));
    all.addAll(recorded("Vifte on NATS", NatsSettings.of(url), sync));
    return all;
  }

  private List<Contender> onThree(Sync sync) throws Exception {
    NatsCluster servers = opened(NatsCluster.start(sync));
    return recorded("Vifte on three NATS", NatsSettings.of(servers.urls()).withReplicas(3), sync);
  }

  private List<Contender> recorded(String who, NatsSettings where, Sync sync) throws Exception {
    boolean always = sync == Sync.ALWAYS;
    List<Contender> all = new ArrayList<>();
    for (int tasks : List.of(1, 3)) {
      var size = new Size(always, tasks, always ? 300 : 600, MANY / 2);
      NatsState state = opened(Nats.open(where.withSpace("jobs-" + tasks)));
      Backend files = opened(Embedded.open(EmbeddedSettings.in(folder())));
      var backend = new Backend(files.objects(), state.queue(), state.jobs(), state.events());
      Rig rig = opened(Rig.on(backend, RecordedJobs.pipeline(size)));
      all.add(new RecordedJobs(who, rig, size));
    }
    return all;
  }

  private Contender embedded(Size size) throws Exception {
    Rig rig = opened(Rig.durable(suite.scratch(), RecordedJobs.pipeline(size)));
    return new RecordedJobs("Vifte embedded", rig, size);
  }

  private Path folder() throws Exception {
    Path folder = Fresh.folder(suite.scratch());
    opened(() -> Fresh.remove(folder));
    return folder;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /// About a second or two of each: a compiler that has not seen enough of it is not measured.
  private static int messages(Sync sync) {
    return sync == Sync.LAZY ? 40_000 : 5_000;
  }
}
