package dev.vifte.backup;

import dev.vifte.nats.NatsCopy;
import dev.vifte.nats.NatsSettings;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On NATS and MinIO; what is lost are all streams and the bucket.
abstract class ServersBackupContract extends BackupContract {
  private final Deque<S3Server> stores = new ArrayDeque<>();

  /// Addresses of the NATS servers.
  abstract String urls();

  /// Copies of each stream.
  abstract int replicas();

  @BeforeEach
  void start() throws Exception {
    stores.add(Minio.start());
    stores.add(Minio.start());
  }

  @AfterEach
  void stop() throws IOException {
    for (S3Server each : stores) {
      each.close();
    }
  }

  @Override
  Map<String, String> fresh() {
    S3Server minio = stores.getFirst();
    return Map.of(
        "VIFTE_OBJECTS", "s3:%s/vifte".formatted(minio.endpoint()),
        "VIFTE_EVENTS", urls(),
        "VIFTE_NATS_REPLICAS", String.valueOf(replicas()),
        "VIFTE_S3_ACCESS_KEY", minio.accessKey(),
        "VIFTE_S3_SECRET_KEY", minio.secretKey());
  }

  @Override
  Map<String, String> lose(Map<String, String> installation) throws Exception {
    loseStreams();
    stores.removeFirst().close();
    return fresh();
  }

  /// A bucket of the other store, which stays.
  final String bucketLedger() throws IOException {
    S3Server other = stores.getLast();
    String url = "s3:%s/ledger".formatted(other.endpoint());
    var keys = S3Credentials.of(other.accessKey(), other.secretKey());
    try (S3Objects bucket = S3Objects.open(S3Settings.of(url).credentials(keys))) {
      boolean _ = bucket.ensureBucket();
    }
    return url;
  }

  final void loseStreams() throws IOException {
    try (NatsCopy streams = NatsCopy.open(NatsSettings.of(urls()))) {
      for (String each : streams.streams()) {
        streams.remove(each);
      }
    }
  }

  @Override
  List<Path> folders() {
    return List.of(stores.getFirst().process().folder().resolve("data"));
  }
}
