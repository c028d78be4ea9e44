package dev.vifte.nats;

import dev.vifte.Backend;
import dev.vifte.testkit.FullQueueContract;
import dev.vifte.testkit.server.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NatsR1FullQueueIT extends FullQueueContract {
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
    return backends.open(backends.settings(server.url()).withMaxWorkBytes(16 << 10), folder);
  }
}
