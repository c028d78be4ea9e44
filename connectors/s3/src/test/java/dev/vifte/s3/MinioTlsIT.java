package dev.vifte.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.testkit.Trickle;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.SelfSigned;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS with a certificate authority of our own.
final class MinioTlsIT {
  private static final ObjectKey KEY = new ObjectKey("a");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("image/png"));

  @TempDir static Path certificates;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    SelfSigned.in(certificates);
    server = Minio.startWithTls(certificates);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void small_and_large_objects_come_back_as_they_were() throws Exception {
    var settings = Fresh.settings(server).certificates(certificates.resolve("public.crt"));
    try (S3Objects objects = Fresh.objects(settings)) {
      for (int size : new int[] {0, 1_000, 20 << 20}) {
        ObjectKey key = KEY.child(Integer.toString(size));
        StoredObject stored = objects.put(key, Trickle.of(size), ONCE);

        assertThat(objects.put(key, Trickle.of(size), ONCE).created()).isFalse();
        try (var content = objects.open(key, ByteRange.ALL)) {
          assertThat(S3StoreContract.sha256(content.stream())).isEqualTo(stored.sha256());
        }
      }
    }
  }

  @Test
  void a_certificate_that_is_not_trusted_is_told() {
    try (S3Objects objects = S3Objects.open(Fresh.settings(server))) {
      assertThatThrownBy(() -> objects.put(KEY, Trickle.of(10), ONCE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no secure connection")
          .hasMessageContaining("certificate authority");
    }
  }
}
