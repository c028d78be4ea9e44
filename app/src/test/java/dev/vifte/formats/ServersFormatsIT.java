package dev.vifte.formats;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On NATS and MinIO.
final class ServersFormatsIT extends FormatsContract {
  private NatsServer nats;
  private S3Server minio;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start();
    minio = Minio.start();
  }

  @AfterEach
  void stop() throws IOException {
    nats.close();
    minio.close();
  }

  @Override
  String file() {
    return "jetstream.zip";
  }

  @Override
  Map<String, String> empty() {
    return Map.of(
        "VIFTE_OBJECTS",
        "s3:%s/vifte".formatted(minio.endpoint()),
        "VIFTE_EVENTS",
        nats.url().toString(),
        "VIFTE_S3_ACCESS_KEY",
        minio.accessKey(),
        "VIFTE_S3_SECRET_KEY",
        minio.secretKey());
  }
}
