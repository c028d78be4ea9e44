package dev.vifte.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.Served;
import io.minio.ListObjectVersionsArgs;
import io.minio.MinioAsyncClient;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MinioStoreIT extends S3StoreContract {
  @RegisterExtension private static final Served<S3Server> SERVER = Served.by(Minio::start);

  @Override
  S3Server server() {
    return SERVER.get();
  }

  @Test
  void erasing_removes_every_version_and_every_delete_marker() throws Exception {
    keepVersions();
    for (String text : List.of("one", "two", "three")) {
      objects.put(KEY, new ByteArrayInputStream(text.getBytes(US_ASCII)), REPLACING);
    }
    objects.delete(KEY);
    assertThat(objects.head(KEY)).isEmpty();
    assertThat(versions()).as("a delete hides them, no more").isEqualTo(4);

    long found = objects.erase(ObjectPrefix.under(new ObjectKey("in/job")));

    assertThat(found).isEqualTo(4);
    assertThat(versions()).isZero();
  }

  private void keepVersions() throws Exception {
    try (MinioAsyncClient client = client()) {
      var on =
          new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null);
      client
          .setBucketVersioning(
              SetBucketVersioningArgs.builder().bucket(settings.bucket()).config(on).build())
          .get();
    }
  }

  private int versions() throws Exception {
    try (MinioAsyncClient client = client()) {
      var all = ListObjectVersionsArgs.builder().bucket(settings.bucket()).build();
      var found = client.listObjectVersions(all).get().result();
      return found.contents().size() + found.deleteMarkers().size();
    }
  }

  private static MinioAsyncClient client() {
    return MinioAsyncClient.builder()
        .endpoint(SERVER.get().endpoint().toString())
        .credentials(SERVER.get().accessKey(), SERVER.get().secretKey())
        .build();
  }
}
