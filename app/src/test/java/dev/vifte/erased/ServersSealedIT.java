package dev.vifte.erased;

import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On NATS and MinIO: their folders and logs are searched.
final class ServersSealedIT extends SealedContract {
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
  Map<String, String> fresh() {
    return Map.of(
        "VIFTE_OBJECTS", "s3:%s/vifte".formatted(minio.endpoint()),
        "VIFTE_EVENTS", nats.url().toString(),
        "VIFTE_S3_ACCESS_KEY", minio.accessKey(),
        "VIFTE_S3_SECRET_KEY", minio.secretKey(),
        "VIFTE_DATA", folder.resolve("data").toString());
  }

  @Override
  List<Path> folders() {
    return List.of(nats.process().folder(), minio.process().folder());
  }
}
