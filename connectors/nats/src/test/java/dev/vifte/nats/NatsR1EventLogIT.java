package dev.vifte.nats;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class NatsR1EventLogIT extends EventLogContract {
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
  protected EventLog open() throws IOException {
    return states.fresh(server.url()).events();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
