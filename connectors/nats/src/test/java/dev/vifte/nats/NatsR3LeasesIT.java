package dev.vifte.nats;

import dev.vifte.job.Leases;
import dev.vifte.testkit.LeasesContract;
import dev.vifte.testkit.server.NatsCluster;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NatsR3LeasesIT extends LeasesContract {
  @RegisterExtension
  private static final Served<NatsCluster> SERVER = Served.by(NatsCluster::start);

  private final States states = new States(3);
  private Leases one;
  private Leases other;

  @BeforeEach
  void open() throws IOException {
    NatsSettings same = states.settings(SERVER.get().urls());
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
