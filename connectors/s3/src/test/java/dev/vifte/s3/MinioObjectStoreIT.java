package dev.vifte.s3;

import dev.vifte.object.ObjectStore;
import dev.vifte.testkit.ObjectStoreContract;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MinioObjectStoreIT extends ObjectStoreContract {
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
  protected ObjectStore open() throws IOException {
    return Fresh.objects(server);
  }
}
