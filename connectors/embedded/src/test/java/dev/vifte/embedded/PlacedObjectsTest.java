package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.place.PlacedObjects;
import dev.vifte.place.Places;
import dev.vifte.testkit.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several stores as one keep the contract of one.
final class PlacedObjectsTest extends ObjectStoreContract {
  private static final PutOptions ONCE = PutOptions.once(new MediaType("text/plain"));

  @TempDir private Path folder = Path.of("");

  private int opened;

  @Override
  protected ObjectStore open() throws IOException {
    return PlacedObjects.of(
        new Places<>(
            store("common"),
            Map.of(new TenantId("job"), store("job"), new TenantId("acme"), store("acme"))));
  }

  private ObjectStore store(String name) throws IOException {
    return Embedded.objects(
        Files.createDirectory(folder.resolve(name + opened++)), InstantSource.system());
  }

  @Test
  void each_tenant_has_its_own_and_listings_show_all_in_order_without_what_does_not_belong_there()
      throws Exception {
    ObjectStore common = store("common");
    ObjectStore acme = store("acme");
    try (var all = PlacedObjects.of(new Places<>(common, Map.of(new TenantId("acme"), acme)))) {
      List<String> keys =
          List.of("deployed/media.json", "in/abc/1/x", "in/acme/2/x", "in/zoo/3/x", "out/acme/2/y");
      for (String each : keys.reversed()) {
        put(all, each);
      }
      put(acme, "in/zoo/9/stray");

      assertThat(keys(all, ObjectPrefix.ALL)).isEqualTo(keys);
      assertThat(keys(all, new ObjectPrefix("in/"))).isEqualTo(keys.subList(1, 4));
      assertThat(keys(all, new ObjectPrefix("in/acme/"))).containsExactly("in/acme/2/x");
      assertThat(keys(common, ObjectPrefix.ALL)).noneMatch(key -> key.contains("acme"));

      assertThat(all.erase(new ObjectPrefix("out/acme/2/"))).isOne();
      assertThat(keys(acme, new ObjectPrefix("out/"))).isEmpty();
    }
  }

  private static void put(ObjectStore store, String key) throws IOException {
    store.put(new ObjectKey(key), new ByteArrayInputStream(new byte[] {1}), ONCE);
  }

  private static List<String> keys(ObjectStore store, ObjectPrefix under) throws IOException {
    try (Stream<ObjectInfo> all = store.list(under)) {
      return all.map(each -> each.key().value()).toList();
    }
  }
}
