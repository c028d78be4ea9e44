package dev.vifte.loadtest.broker;

import dev.vifte.Backend;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Rig;
import dev.vifte.loadtest.Suite;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.nats.NatsState;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
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

/// Messages and jobs that do nothing, on one real NATS server that writes through to the disk at
/// once or every two minutes, beside the NATS client alone and the embedded backend.
public final class BrokerBench {
  private static final int MESSAGES = 5_000;
  private static final int JOBS = 400;

  private final Suite suite;

  /// What was opened, the last first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public BrokerBench(Suite suite) {
    this.suite = suite;
  }

  public void run() throws Exception {
    try {
      var contenders = new ArrayList<Contender>();
      for (Sync sync : List.of(Sync.LAZY, Sync.ALWAYS)) {
        contenders.addAll(on(sync));
      }
      contenders.add(embedded());
      measure(contenders);
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  private void measure(List<Contender> contenders) throws Exception {
    Map<Contender, List<Double>> rates = new LinkedHashMap<>();
    for (int round = -1; round < suite.rounds(); round++) {
      for (Contender each : contenders) {
        double rate = each.perSecond();
        if (round >= 0) {
          rates.computeIfAbsent(each, _ -> new ArrayList<>()).add(rate);
        }
      }
    }
    for (var each : rates.entrySet()) {
      Contender who = each.getKey();
      suite.add(Figure.of("broker", who.what(), "1/s", each.getValue()).by(who.who()));
    }
  }

  private List<Contender> on(Sync sync) throws Exception {
    String how = "sync " + sync.name().toLowerCase(Locale.ROOT);
    NatsServer server = opened(NatsServer.start(sync));
    String url = server.url().toString();
    NatsState relayed = opened(Nats.open(NatsSettings.of(url).withSpace("relay")));
    NatsState recorded = opened(Nats.open(NatsSettings.of(url).withSpace("jobs")));
    Path folder = folder();
    Backend files = opened(Embedded.open(EmbeddedSettings.in(folder)));
    var backend =
        new Backend(files.objects(), recorded.queue(), recorded.jobs(), recorded.events());
    RawRelay raw = RawRelay.on("NATS client alone, " + how, url, MESSAGES);
    open.push(raw::close);
    Rig rig = opened(Rig.on(backend, RecordedJobs.pipeline()));
    String who = "Vifte on NATS, " + how;
    ExecutorService threads = opened(Executors.newVirtualThreadPerTaskExecutor());
    return List.of(
        raw, new Relay(who, relayed.queue(), MESSAGES, threads), new RecordedJobs(who, rig, JOBS));
  }

  private Contender embedded() throws Exception {
    Rig rig = opened(Rig.durable(suite.scratch(), RecordedJobs.pipeline()));
    return new RecordedJobs("Vifte embedded", rig, JOBS);
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
}
