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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bucket lies in the region that is configured, or nothing is stored in it.
final class RegionIT {
  private static final String HERE = "eu-central-1";
  private static final ObjectKey KEY = new ObjectKey("in/job/photo");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("image/jpeg"));

  private final List<S3Objects> open = new ArrayList<>();
  private PretendedStore pretended;

  @BeforeEach
  void pretend() throws IOException {
    pretended = PretendedStore.start();
  }

  @AfterEach
  void close() {
    open.forEach(S3Objects::close);
    pretended.close();
  }

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

  @Test
  void minio_that_takes_requests_of_any_region_tells_that_its_bucket_is_elsewhere()
      throws Exception {
    try (S3Server server = Minio.start();
        S3Objects elsewhere = S3Objects.open(Fresh.settings(server).region(HERE))) {
      assertThat(elsewhere.ensureBucket()).isTrue();
      assertThatThrownBy(elsewhere::requireRegion)
          .hasMessageContaining("lies in the region us-east-1, not in " + HERE);
      elsewhere.put(KEY, new ByteArrayInputStream("x".getBytes(UTF_8)), ONCE);
      assertThat(elsewhere.head(KEY)).isPresent();
    }
  }

  @Test
  void a_region_may_be_told_by_its_old_name_and_in_capitals() throws Exception {
    told("EU", "eu-west-1").requireRegion();
    told("EU-Central-1", HERE).requireRegion();
    told("", "us-east-1").requireRegion();

    assertThatThrownBy(() -> told("EU", HERE).requireRegion())
        .hasMessageContaining("lies in the region EU, not in " + HERE);
  }

  @Test
  void keys_that_may_not_ask_are_told_what_that_takes() throws Exception {
    pretended.answers((_, request) -> PretendedStore.error(request, 403, "AccessDenied"));

    assertThatThrownBy(() -> objects(HERE).requireRegion())
        .hasMessageContaining("s3:GetBucketLocation")
        .hasMessageContaining("access is denied");
  }

  private S3Objects told(String region, String configured) {
    pretended.answers((_, request) ->
        PretendedStore.answer(
            request,
            200,
            Map.of("Content-Type", "application/xml"),
            "<LocationConstraint>%s</LocationConstraint>".formatted(region)));
    return objects(configured);
  }

  private S3Objects objects(String region) {
    S3Objects opened = S3Objects.open(pretended.settings().region(region));
    open.add(opened);
    return opened;
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
