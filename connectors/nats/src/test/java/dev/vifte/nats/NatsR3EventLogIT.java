package dev.vifte.nats;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import dev.vifte.testkit.server.NatsCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class NatsR3EventLogIT extends EventLogContract {
  private static NatsCluster server;

  private final States states = new States(3);

  @BeforeAll
  static void start() throws Exception {
    server = NatsCluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected EventLog open() throws IOException {
    return states.fresh(server.urls()).events();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
