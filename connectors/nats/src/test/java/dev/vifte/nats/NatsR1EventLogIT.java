package dev.vifte.nats;

import dev.vifte.event.EventLog;
import dev.vifte.testkit.EventLogContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR1EventLogIT extends EventLogContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  private final States states = new States(1);

  @Override
  protected EventLog open() throws IOException {
    return states.fresh(SERVER.get().url()).events();
  }

  @AfterEach
  void close() throws IOException {
    states.close();
  }
}
