package dev.vifte.s3;

import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.VersityGw;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class VersityStoreIT extends S3StoreContract {
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
  S3Server server() {
    return server;
  }
}
