package dev.vifte.nats;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR3EventLogIT extends EventLogContract {
  @RegisterExtension
  private static final Served<NatsCluster> SERVER = Served.by(NatsCluster::start);

  private final States states = new States(3);

  @Override
  protected EventLog open() throws IOException {
    return states.fresh(SERVER.get().urls()).events();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
