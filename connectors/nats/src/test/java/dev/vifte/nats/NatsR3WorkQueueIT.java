package dev.vifte.nats;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.Served;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// On a cluster of three, each message on all of them.
final class NatsR3WorkQueueIT extends WorkQueueContract {
  @RegisterExtension
  private static final Served<NatsCluster> CLUSTER = Served.by(NatsCluster::start);

  private final States states = new States(3);

  @Override
  protected WorkQueue open(long maxBytes) throws Exception {
    return states.open(states.settings(CLUSTER.get().urls()).withMaxWorkBytes(maxBytes)).queue();
  }

  @Override
  protected void advance(Duration by) throws Exception {
    RealTime.pass(by);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(4);
  }

  @AfterEach
  void close() throws Exception {
    states.close();
  }
}
