package dev.vifte.loadtest.broker;

import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.job.TenantId;
import dev.vifte.loadtest.Figure;
import dev.vifte.loadtest.Fresh;
import dev.vifte.loadtest.Suite;
import dev.vifte.nats.Nats;
import dev.vifte.nats.NatsSettings;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.Fixtures;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.NatsServer.Sync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How long one task of a quiet tenant waits for its start, first alone and then behind 100,000
/// tasks of a tenant that hashes to the same shard.
public final class FairnessBench {
  private static final int FLOOD = 100_000;
  private static final int BATCH = 1_000;
  private static final int SAMPLES = 40;
  private static final TenantId LOUD = new TenantId("loud");

  private static final TenantId QUIET =
      Stream.iterate(0, n -> n + 1)
          .map(n -> new TenantId("quiet-" + n))
          .filter(name -> TaskMessage.shardOf(name) == TaskMessage.shardOf(LOUD))
          .findFirst()
          .orElseThrow();

  private final Suite suite;
  private int published;

  public FairnessBench(Suite suite) {
    this.suite = suite;
  }

  public void run() throws Exception {
    Path folder = Fresh.folder(suite.scratch());
    try (var embedded = Embedded.open(EmbeddedSettings.in(folder))) {
      measure("Vifte embedded", embedded.queue());
    } finally {
      Fresh.remove(folder);
    }
    try (NatsServer server = NatsServer.start(Sync.LAZY);
        var nats = Nats.open(NatsSettings.of(server.url().toString()).withSpace("fairness"))) {
      measure("Vifte on NATS, sync lazy", nats.queue());
    }
  }

  private void measure(String who, WorkQueue queue) throws Exception {
    try (var hands = new Hands(queue)) {
      sample(who, "alone", hands, queue);
      for (int n = 0; n < FLOOD; n += BATCH) {
        queue.publish(messages(BATCH, LOUD));
      }
      sample(who, "beside a flood", hands, queue);
    }
  }

  private void sample(String who, String when, Hands hands, WorkQueue queue) throws Exception {
    var middle = new ArrayList<Double>();
    var slow = new ArrayList<Double>();
    for (int round = -1; round < suite.rounds(); round++) {
      var waits = new ArrayList<Double>();
      for (int n = 0; n < SAMPLES; n++) {
        TaskMessage one = messages(1, QUIET).getFirst();
        waits.add(hands.untilStarted(one.id(), () -> queue.publish(List.of(one))));
      }
      if (round >= 0) {
        middle.add(Figure.quantile(waits, 0.5));
        slow.add(Figure.quantile(waits, 0.99));
      }
    }
    String what = "a quiet tenant's task, until it starts, " + when;
    String goal = "<= " + 2 * Hands.STAGE.toMillis();
    suite.add(Figure.of("fairness", what + ": p50", "ms", middle).by(who));
    suite.add(Figure.of("fairness", what + ": p99", "ms", slow).by(who).against(goal));
  }

  private List<TaskMessage> messages(int count, TenantId tenant) {
    int from = published;
    published += count;
    return IntStream.range(from, from + count)
        .mapToObj(n -> Fixtures.message(n, Lane.INTERACTIVE, tenant))
        .toList();
  }
}
