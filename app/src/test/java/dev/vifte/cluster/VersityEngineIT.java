package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.testkit.EngineContract;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.VersityGw;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class VersityEngineIT extends EngineContract {
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = VersityGw.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected Backend open() throws IOException {
    return Servers.on(server);
  }
}
