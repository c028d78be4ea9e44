package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.AfterwardsContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NatsR1AfterwardsIT extends AfterwardsContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  @RegisterExtension private final Backends backends = new Backends();

  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return backends.fresh(SERVER.get().url(), folder);
  }
}
