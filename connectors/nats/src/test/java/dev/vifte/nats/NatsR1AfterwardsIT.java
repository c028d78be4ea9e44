package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.AfterwardsContract;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NatsR1AfterwardsIT extends AfterwardsContract {
  private static NatsServer server;

  @RegisterExtension private final Backends backends = new Backends();

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
    return backends.fresh(server.url(), folder);
  }
}
