package dev.vifte.nats;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import dev.vifte.testkit.server.NatsServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// On one server.
final class NatsR1WorkQueueIT extends WorkQueueContract {
  private static NatsServer server;

  private final States states = new States(1);

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected WorkQueue open(long maxBytes) throws Exception {
    return states.open(states.settings(server.url()).withMaxWorkBytes(maxBytes)).queue();
  }

  @Override
  protected void advance(Duration by) throws Exception {
    RealTime.pass(by);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(2);
  }

  @AfterEach
  void close() throws Exception {
    states.close();
  }
}
