package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.RestartContract;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Not the nodes alone: the server is killed and started again too.
final class NatsR1RestartIT extends RestartContract {
  @RegisterExtension private static final Served<NatsServer> SERVER = Served.by(NatsServer::start);

  @RegisterExtension private final Backends backends = new Backends();
  private final String space = Spaces.fresh();

  @TempDir Path folder;

  @Override
  protected Backend open() throws IOException {
    return backends.open(backends.settings(SERVER.get().url()).withSpace(space), folder);
  }

  @Override
  protected Backend reopen() throws Exception {
    backends.close();
    SERVER.get().process().kill();
    SERVER.get().process().startAgain();
    return open();
  }

  @Override
  protected void advance(Duration by) {
    RealTime.pass(by);
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(2);
  }
}
