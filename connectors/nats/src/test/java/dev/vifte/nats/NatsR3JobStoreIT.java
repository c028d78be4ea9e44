package dev.vifte.nats;

import dev.vifte.job.JobStore;
import dev.vifte.testkit.JobStoreContract;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR3JobStoreIT extends JobStoreContract {
  @RegisterExtension
  private static final Served<NatsCluster> SERVER = Served.by(NatsCluster::start);

  private final States states = new States(3);

  @Override
  protected JobStore open() throws IOException {
    return states.fresh(SERVER.get().urls()).jobs();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
