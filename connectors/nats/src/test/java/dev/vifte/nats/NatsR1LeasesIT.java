package dev.vifte.nats;

import dev.vifte.job.Leases;
import dev.vifte.testkit.LeasesContract;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class NatsR1LeasesIT extends LeasesContract {
  private static NatsServer server;

  private final States states = new States(1);
  private Leases one;
  private Leases other;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    NatsSettings same = states.settings(server.url());
    one = (Leases) states.open(same).jobs();
    other = (Leases) states.open(same).jobs();
  }

  @Override
  protected Leases one() {
    return one;
  }

  @Override
  protected Leases other() {
    return other;
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
