package dev.vifte.nats;

import dev.vifte.job.JobStore;
import dev.vifte.testkit.JobStoreContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR1JobStoreIT extends JobStoreContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  private final States states = new States(1);

  @Override
  protected JobStore open() throws IOException {
    return states.fresh(SERVER.get().url()).jobs();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
