package dev.vifte.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger of erasures lies where it is not lost with the objects.
final class ErasureLedgerTest {
  private static final String STORE = "s3:https://store.example.org";
  private static final Settings SERVERS =
      settings(
          Map.of(
              "VIFTE_OBJECTS", STORE + "/vifte",
              "VIFTE_EVENTS", "nats://127.0.0.1:1",
              "VIFTE_RESIDENCY_PLACES", "acme=acme-eu,globex=s3:https://own.example.org/globex"));

  @TempDir private Path folder = Path.of("");

  @Test
  void a_bucket_of_objects_is_no_place_for_it() {
    assertRefused(STORE + "/vifte/ledger", SERVERS, "is a bucket of the objects");
    assertRefused(STORE + "/acme-eu", SERVERS, "is a bucket of the objects");
    assertRefused("s3:https://own.example.org/globex/x", SERVERS, "is a bucket of the objects");

    assertThat(ErasureLedger.at(STORE + "/ledger", SERVERS)).isNotNull();
    assertThat(ErasureLedger.at("s3:https://own.example.org/acme-eu", SERVERS)).isNotNull();
  }

  @Test
  void a_folder_of_objects_is_no_place_for_it() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path acme = Files.createDirectory(folder.resolve("acme"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), acme);
    Settings settings =
        settings(Map.of("VIFTE_DATA", data.toString(), "VIFTE_RESIDENCY_PLACES", "acme=" + acme));

    assertRefused(data.resolve("ledger").toString(), settings, "is in a folder of the objects");
    assertRefused(acme.toString(), settings, "is in a folder of the objects");
    assertRefused(link.toString(), settings, "is in a folder of the objects");

    assertThat(ErasureLedger.at(folder.resolve("ledger").toString(), settings)).isNotNull();
    assertThat(ErasureLedger.at(folder.resolve("acme-ledger").toString(), settings)).isNotNull();
  }

  private static void assertRefused(String place, Settings settings, String why) {
    assertThatThrownBy(() -> ErasureLedger.at(place, settings))
        .as(place)
        .isInstanceOf(Problem.class)
        .hasMessageContaining(place)
        .hasMessageContaining(why);
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.load(Optional.empty(), environment);
  }
}
