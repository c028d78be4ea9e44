package dev.vifte.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.PutOptions;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import dev.vifte.testkit.server.VersityGw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A bucket lies in the region that is configured, or nothing is stored in it.
final class RegionIT {
  private static final String HERE = "eu-central-1";
  private static final ObjectKey KEY = new ObjectKey("in/job/photo");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("image/jpeg"));

  @Test
  void minio_in_the_region_is_used_and_refused_as_one_of_another() throws Exception {
    try (S3Server server = Minio.start(Map.of("MINIO_SITE_REGION", HERE))) {
      usedHereAndRefusedElsewhere(server);
    }
  }

  @Test
  void versity_in_the_region_is_used_and_refused_as_one_of_another() throws Exception {
    try (S3Server server = VersityGw.startIn(HERE)) {
      usedHereAndRefusedElsewhere(server);
    }
  }

  private static void usedHereAndRefusedElsewhere(S3Server server) throws IOException {
    S3Settings settings = Fresh.settings(server);
    try (S3Objects here = S3Objects.open(settings.region(HERE))) {
      assertThat(here.ensureBucket()).isTrue();
      here.requireRegion();
      here.put(KEY, new ByteArrayInputStream("x".getBytes(UTF_8)), ONCE);
      assertThat(here.head(KEY)).isPresent();
    }
    try (S3Objects elsewhere = S3Objects.open(settings.region("us-west-2"))) {
      assertThatThrownBy(elsewhere::requireRegion)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("region");
      assertThatThrownBy(
              () -> elsewhere.put(KEY, new ByteArrayInputStream("y".getBytes(UTF_8)), ONCE))
          .hasMessageContaining("region");
    }
  }
}
