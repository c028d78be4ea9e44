package dev.vifte.nats;

import dev.vifte.queue.WorkQueue;
import dev.vifte.testkit.WorkQueueContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// On one SERVER.get().
final class NatsR1WorkQueueIT extends WorkQueueContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  private final States states = new States(1);

  @Override
  protected WorkQueue open(long maxBytes) throws Exception {
    return states.open(states.settings(SERVER.get().url()).withMaxWorkBytes(maxBytes)).queue();
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
