package dev.vifte.nats;

import dev.vifte.job.JobStore;
import dev.vifte.testkit.JobStoreContract;
import dev.vifte.testkit.server.NatsCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class NatsR3JobStoreIT extends JobStoreContract {
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
  protected JobStore open() throws IOException {
    return states.fresh(server.urls()).jobs();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
