package dev.vifte.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.Backend;
import dev.vifte.app.settings.Settings;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes that start side by side for the first time: the mark of one is there after the other
/// has looked for it.
final class TenantStoresTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void a_node_with_other_places_than_one_that_starts_beside_it_is_refused() throws IOException {
    Path first = place("first");

    assertThatThrownBy(() -> beside(first, place("second")).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the objects of tenant acme lie in " + first)
        .hasMessageContaining("give all nodes the same");
  }

  @Test
  void a_node_with_the_same_places_starts_beside_it() throws IOException {
    try (Stores.Opened second = beside(place("same"), place("same")).open()) {
      assertThat(second.backend().objects().list(ObjectPrefix.ALL))
          .extracting(each -> each.key().value())
          .containsExactly("placed/acme");
    }
  }

  private Stores beside(Path first, Path second) throws IOException {
    Settings settings =
        Settings.load(
            Optional.empty(),
            Map.of(
                "VIFTE_DATA",
                folder.resolve("data").toString(),
                "VIFTE_RESIDENCY_PLACES",
                "acme=" + second));
    Stores.Opened common = Stores.inMemory().open();
    Backend all = common.backend();
    var raced = new Overtaken(all.objects(), first.toString());
    var backend = new Backend(raced, all.queue(), all.jobs(), all.events());
    return TenantStores.over(() -> new Stores.Opened(backend, common.clock()), settings, _ -> {});
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /// A store in which another node is quicker to put its mark.
  private record Overtaken(ObjectStore store, String mark) implements ObjectStore {
    @Override
    public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
      var _ = store.put(key, new ByteArrayInputStream(mark.getBytes(UTF_8)), how);
      return store.put(key, bytes, how);
    }

    @Override
    public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
      return store.open(key, range);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
      return store.head(key);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
      return store.list(under);
    }

    @Override
    public void delete(ObjectKey key) throws IOException {
      store.delete(key);
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }
}
