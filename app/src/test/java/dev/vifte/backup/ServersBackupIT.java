package dev.vifte.backup;

import dev.vifte.nats.NatsCopy;
import dev.vifte.nats.NatsSettings;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.NatsServer;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On NATS and MinIO; what is lost are all streams and the bucket.
final class ServersBackupIT extends BackupContract {
  private final Deque<S3Server> stores = new ArrayDeque<>();
  private NatsServer nats;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start();
    stores.add(Minio.start());
    stores.add(Minio.start());
  }

  @AfterEach
  void stop() throws IOException {
    nats.close();
    for (S3Server each : stores) {
      each.close();
    }
  }

  @Override
  Map<String, String> fresh() {
    S3Server minio = stores.getFirst();
    return new HashMap<>(
        Map.of(
            "VIFTE_OBJECTS",
            "s3:%s/vifte".formatted(minio.endpoint()),
            "VIFTE_EVENTS",
            nats.url().toString(),
            "VIFTE_S3_ACCESS_KEY",
            minio.accessKey(),
            "VIFTE_S3_SECRET_KEY",
            minio.secretKey()));
  }

  @Override
  Map<String, String> lose(Map<String, String> installation) throws Exception {
    try (NatsCopy streams = NatsCopy.open(NatsSettings.of(nats.url().toString()))) {
      for (String each : streams.streams()) {
        streams.remove(each);
      }
    }
    stores.removeFirst().close();
    return fresh();
  }

  @Override
  List<Path> folders() {
    return List.of(stores.getFirst().process().folder().resolve("data"));
  }
}
