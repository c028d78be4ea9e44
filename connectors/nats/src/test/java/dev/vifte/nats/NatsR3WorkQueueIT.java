package dev.vifte.nats;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import dev.vifte.testkit.server.NatsCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// On a cluster of three, each message on all of them.
final class NatsR3WorkQueueIT extends WorkQueueContract {
  private static NatsCluster cluster;

  private final States states = new States(3);

  @BeforeAll
  static void start() throws Exception {
    cluster = NatsCluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Override
  protected WorkQueue open(long maxBytes) throws Exception {
    return states.open(states.settings(cluster.urls()).withMaxWorkBytes(maxBytes)).queue();
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
