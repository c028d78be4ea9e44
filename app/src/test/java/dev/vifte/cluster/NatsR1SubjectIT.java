package dev.vifte.cluster;

import dev.vifte.Backend;
import dev.vifte.testkit.SubjectContract;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class NatsR1SubjectIT extends SubjectContract {
  private static NatsServer nats;
  private static S3Server minio;

  @BeforeAll
  static void start() throws Exception {
    nats = NatsServer.start();
    minio = Minio.start();
  }

  @AfterAll
  static void stop() throws IOException {
    nats.close();
    minio.close();
  }

  @Override
  protected Backend open() throws IOException {
    return Servers.on(nats.url().toString(), 1, minio);
  }
}
