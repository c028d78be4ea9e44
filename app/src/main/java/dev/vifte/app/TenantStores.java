package dev.vifte.app;

import dev.vifte.Backend;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.embedded.Embedded;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.place.PlacedObjects;
import dev.vifte.place.Places;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Stores of single tenants, as the configuration says. The common store remembers them, so that a
/// node with another configuration does not start: it would store a tenant's files elsewhere.
final class TenantStores {
  private static final PutOptions ONCE = PutOptions.once(new MediaType("text/plain"));

  private final TenantPlaces places;
  private final Settings settings;
  private final Consumer<String> notes;

  private TenantStores(Settings settings, Consumer<String> notes) {
    this.settings = settings;
    this.notes = notes;
    this.places = TenantPlaces.of(settings);
  }

  /// The stores, with the objects of some tenants in their own.
  ///
  /// @throws Problem when the places do not go with them
  static Stores over(Stores common, Settings settings, Consumer<String> notes) {
    var own = new TenantStores(settings, notes);
    return () -> own.placed(common.open());
  }

  private Stores.Opened placed(Stores.Opened common) throws IOException {
    Backend all = common.backend();
    try {
      places.require(new Whole(all.objects()));
      if (places.all().isEmpty()) {
        return common;
      }
      var objects = PlacedObjects.of(new Places<>(all.objects(), open(all.objects())));
      var backend = new Backend(objects, all.queue(), all.jobs(), all.events());
      return new Stores.Opened(backend, common.clock(), common.nats());
    } catch (IOException | RuntimeException e) {
      common.close();
      throw e;
    }
  }

  private Map<TenantId, ObjectStore> open(ObjectStore common) throws IOException {
    Map<String, ObjectStore> opened = new HashMap<>();
    Map<TenantId, ObjectStore> own = new HashMap<>();
    try {
      for (TenantPlace each : places.all()) {
        ObjectStore there = opened.get(each.toString());
        if (there == null) {
          there = open(each);
          opened.put(each.toString(), there);
        }
        own.put(each.tenant(), there);
        remember(common, each);
      }
      return own;
    } catch (IOException | RuntimeException e) {
      for (ObjectStore each : opened.values()) {
        each.close();
      }
      throw e;
    }
  }

  private ObjectStore open(TenantPlace own) throws IOException {
    return own.isFolder()
        ? Embedded.objects(Path.of(own.place()), InstantSource.system())
        : Stores.bucket(Servers.s3(settings, own), Region.of(own), notes);
  }

  /// A mark that is there by now may be that of a node which starts beside this one, and with other
  /// places.
  private void remember(ObjectStore common, TenantPlace own) throws IOException {
    ObjectKey mark = TenantPlaces.mark(own);
    byte[] text = own.toString().getBytes(StandardCharsets.UTF_8);
    if (!common.put(mark, new ByteArrayInputStream(text), ONCE).created()) {
      places.requireSame(new Whole(common), mark);
    }
  }

  private record Whole(ObjectStore store) implements TenantPlaces.Common {
    @Override
    public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
      return store.list(under);
    }

    @Override
    public ObjectContent open(ObjectKey key) throws IOException {
      return store.open(key, ByteRange.ALL);
    }
  }
}
