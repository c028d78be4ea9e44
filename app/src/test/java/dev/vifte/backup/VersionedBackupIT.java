package dev.vifte.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.s3.S3Credentials;
import dev.vifte.s3.S3Objects;
import dev.vifte.s3.S3Settings;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import io.minio.MinioAsyncClient;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a bucket with versions the current ones come back, and nothing that was replaced or deleted.
final class VersionedBackupIT {
  private static final ObjectKey REPLACED = new ObjectKey("out/default/0123456789/replaced");

  /// Below a folder that is no job's: somebody else's, as far as we know.
  private static final ObjectKey FOREIGN = new ObjectKey("out/default/x/foreign");

  private static final ObjectKey DELETED = new ObjectKey("out/default/0123456789/deleted");
  private static final PutOptions REPLACING = PutOptions.replacing(new MediaType("text/plain"));

  private static S3Server minio;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void start() throws Exception {
    minio = Minio.start();
  }

  @AfterAll
  static void stop() throws IOException {
    minio.close();
  }

  @Test
  void what_was_current_comes_back_and_nothing_that_was_replaced_or_deleted() throws Exception {
    Installation.start(settings("first"), folder).close();
    keepVersions("first");
    try (S3Objects objects = open("first")) {
      put(objects, REPLACED, "before");
      put(objects, REPLACED, "now");
      put(objects, FOREIGN, "kept");
      put(objects, DELETED, "gone");
      objects.delete(DELETED);
    }

    Ran.of(settings("first"), "backup", folder.resolve("backup")).ok();
    Ran.of(settings("second"), "restore", folder.resolve("backup")).ok();

    try (S3Objects objects = open("second");
        var there = objects.open(REPLACED, ByteRange.ALL)) {
      assertThat(new String(there.stream().readAllBytes(), UTF_8)).isEqualTo("now");
      assertThat(objects.head(FOREIGN)).isPresent();
      assertThat(objects.head(DELETED)).isEmpty();
    }
  }

  private Map<String, String> settings(String name) {
    return Map.of(
        "VIFTE_DATA", folder.resolve(name).toString(),
        "VIFTE_OBJECTS", url(name),
        "VIFTE_HTTP_KEYS_FILE", folder.resolve("keys").toString(),
        "VIFTE_S3_ACCESS_KEY", minio.accessKey(),
        "VIFTE_S3_SECRET_KEY", minio.secretKey());
  }

  private static String url(String bucket) {
    return "s3:%s/%s".formatted(minio.endpoint(), bucket);
  }

  private static S3Objects open(String bucket) {
    var keys = S3Credentials.of(minio.accessKey(), minio.secretKey());
    return S3Objects.open(S3Settings.of(url(bucket)).credentials(keys));
  }

  private static void put(S3Objects objects, ObjectKey key, String text) throws IOException {
    var _ = objects.put(key, new ByteArrayInputStream(text.getBytes(UTF_8)), REPLACING);
  }

  private static void keepVersions(String bucket) throws Exception {
    try (var client =
        MinioAsyncClient.builder()
            .endpoint(minio.endpoint().toString())
            .credentials(minio.accessKey(), minio.secretKey())
            .build()) {
      var on =
          new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null);
      client
          .setBucketVersioning(SetBucketVersioningArgs.builder().bucket(bucket).config(on).build())
          .get();
    }
  }
}
