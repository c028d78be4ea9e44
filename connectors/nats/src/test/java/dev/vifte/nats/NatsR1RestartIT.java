package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.RestartContract;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Not the nodes alone: the server is killed and started again too.
final class NatsR1RestartIT extends RestartContract {
  private static NatsServer server;

  @RegisterExtension private final Backends backends = new Backends();
  private final String space = Spaces.fresh();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected Backend open() throws IOException {
    return backends.open(backends.settings(server.url()).withSpace(space), folder);
  }

  @Override
  protected Backend reopen() throws Exception {
    backends.close();
    server.process().kill();
    server.process().startAgain();
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
