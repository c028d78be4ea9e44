package dev.vifte.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.app.ExitCode;
import dev.vifte.app.Servers;
import dev.vifte.app.Stores;
import dev.vifte.app.settings.Settings;
import dev.vifte.backup.Ran;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Places and streams of tenants that do not go with the rest of the configuration are refused
/// before anything is opened.
final class WrongPlacesTest {
  private static final Map<String, String> SERVERS =
      Map.of(
          "VIFTE_OBJECTS", "s3:http://127.0.0.1:1/vifte",
          "VIFTE_EVENTS", "nats://127.0.0.1:1");

  @TempDir private Path folder = Path.of("");

  @Test
  void streams_have_to_be_placed_where_a_tenant_needs_them() {
    assertThatThrownBy(() -> Servers.nats(settings("RESIDENCY_STREAMS", "acme=region:eu")))
        .hasMessageContaining("the streams of tenant acme have to lie on servers of region:eu")
        .hasMessageContaining("an installation of its own");
    assertThatThrownBy(() ->
            Servers.nats(settings("RESIDENCY_STREAMS", "acme=cluster:eu", "NATS_CLUSTER", "us")))
        .hasMessageContaining("cluster:eu");

    Settings met =
        settings(
            "RESIDENCY_STREAMS", "acme=region:eu,acme=cluster:eu",
            "NATS_TAGS", "region:eu",
            "NATS_CLUSTER", "eu");
    assertThat(Servers.nats(met).placement().tags()).isEqualTo(List.of("region:eu"));
  }

  @Test
  void a_folder_of_this_machine_has_no_servers_to_choose() {
    var settings = Map.of("VIFTE_RESIDENCY_STREAMS", "acme=region:eu");

    assertRefused(settings, "events are in a folder of this machine");
  }

  @Test
  void a_place_is_of_the_kind_of_the_others() {
    assertRefused(Map.of("VIFTE_RESIDENCY_PLACES", "acme=acme-eu"), "name a folder");
    assertRefused(
        Map.of(
            "VIFTE_OBJECTS",
            "s3:http://127.0.0.1:1/vifte",
            "VIFTE_RESIDENCY_PLACES",
            "acme=/eu/acme"),
        "name a bucket");
  }

  @Test
  void the_bucket_of_all_others_is_no_place_of_ones_own() {
    assertThatThrownBy(() -> Stores.of(settings("RESIDENCY_PLACES", "acme=vifte"), _ -> {}))
        .hasMessageContaining("where the objects of all others lie");
  }

  @Test
  void what_is_no_place_is_told_with_what_one_looks_like() {
    for (String each :
        List.of("acme", "acme=", "=b", "acme=Not A Bucket", "acme=ok@NO", "a b=ok")) {
      assertThatThrownBy(() -> settings("RESIDENCY_PLACES", each))
          .as(each)
          .hasMessageContaining("residency.places");
    }
    assertThat(
            settings("RESIDENCY_PLACES", "a=b-1@eu-1,c=s3:https://h/b@eu-1,d=/x@y")
                .residency()
                .places()
                .toString())
        .isEqualTo("[b-1@eu-1, s3:https://h/b@eu-1, /x@y]");
  }

  @Test
  void a_tenant_has_one_place_and_one_home() {
    assertThatThrownBy(() -> settings("RESIDENCY_PLACES", "acme=acme-eu,globex=b-1,acme=acme-us"))
        .hasMessageContaining(
            "residency.places must be one entry for a tenant, and 'acme' has two");
    assertThatThrownBy(() -> settings("RESIDENCY_TENANTS", "acme=eu,acme=us"))
        .hasMessageContaining("residency.tenants must be one entry for a tenant");
  }

  private void assertRefused(Map<String, String> some, String why) {
    var all = new HashMap<>(some);
    all.put("VIFTE_DATA", folder.resolve("data").toString());
    all.put("VIFTE_HTTP_KEYS_FILE", folder.resolve("keys").toString());

    Ran refused = Ran.of(all, "up", "--port", "0");

    assertThat(refused.code()).isEqualTo(ExitCode.CONFIGURATION.number());
    assertThat(refused.said()).contains(why);
  }

  private static Settings settings(String... pairs) {
    var all = new HashMap<>(SERVERS);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put("VIFTE_" + pairs[i], pairs[i + 1]);
    }
    return Settings.load(Optional.empty(), all);
  }
}
