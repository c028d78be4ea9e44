package dev.vifte.nats;

import dev.vifte.job.Leases;
import dev.vifte.testkit.LeasesContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR1LeasesIT extends LeasesContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  private final States states = new States(1);
  private Leases one;
  private Leases other;

  @BeforeEach
  void open() throws IOException {
    NatsSettings same = states.settings(SERVER.get().url());
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
