package dev.vifte.s3;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MinioDoorsIT extends S3DoorsContract {
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = Minio.start();
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
