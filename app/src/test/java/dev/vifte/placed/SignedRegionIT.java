package dev.vifte.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.app.Stores;
import dev.vifte.app.settings.Settings;
import dev.vifte.backup.Ran;
import dev.vifte.testkit.server.Minio;
import dev.vifte.testkit.server.S3Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that takes requests signed for any region, and says that its buckets lie in one.
final class SignedRegionIT {
  private static final String DIFFERS = "lies in the region us-east-1, not in eu-central-1";

  @TempDir private Path folder = Path.of("");

  @Test
  void an_answer_that_is_not_the_signing_region_is_told_and_stops_nobody() throws Exception {
    try (S3Server store = Minio.start()) {
      List<String> notes = new ArrayList<>();

      Stores.of(Settings.load(Optional.empty(), signed(store)), notes::add)
          .open()
          .backend()
          .close();

      assertThat(notes).anySatisfy(note -> assertThat(note).contains(DIFFERS).contains("going on"));
      assertThat(Ran.of(signed(store), "doctor").said()).contains(DIFFERS);
    }
  }

  @Test
  void it_stops_whoever_has_to_store_in_a_region() throws Exception {
    try (S3Server store = Minio.start()) {
      Map<String, String> bound = signed(store);
      bound.put("VIFTE_RESIDENCY_HERE", "eu");
      Settings settings = Settings.load(Optional.empty(), bound);

      assertThatThrownBy(() -> Stores.of(settings, _ -> {}).open()).hasMessageContaining(DIFFERS);
    }
  }

  private Map<String, String> signed(S3Server store) {
    return new HashMap<>(
        Map.of(
            "VIFTE_DATA", folder.resolve("data").toString(),
            "VIFTE_HTTP_KEYS_FILE", folder.resolve("keys").toString(),
            "VIFTE_OBJECTS", "s3:%s/bucket".formatted(store.endpoint()),
            "VIFTE_S3_ACCESS_KEY", store.accessKey(),
            "VIFTE_S3_SECRET_KEY", store.secretKey(),
            "VIFTE_S3_REGION", "eu-central-1"));
  }
}
