package dev.vifte.app;

import dev.vifte.Backend;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.embedded.Embedded;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Stores of single tenants, as the configuration says. The common store remembers them, so that a
/// node with another configuration does not start: it would store a tenant's files elsewhere.
public final class TenantStores {
  private static final ObjectKey MARKS = new ObjectKey("placed");
  private static final PutOptions ONCE = PutOptions.once(new MediaType("text/plain"));

  private final Map<TenantId, TenantPlace> places = new HashMap<>();
  private final Settings settings;
  private final Consumer<String> notes;

  private TenantStores(Settings settings, Consumer<String> notes) {
    this.settings = settings;
    this.notes = notes;
    settings.residency().places().forEach(each -> places.put(each.tenant(), each));
    places.values().forEach(this::requireKind);
  }

  /// The stores, with the objects of some tenants in their own.
  ///
  /// @throws Problem when the places do not go with them
  static Stores over(Stores common, Settings settings, Consumer<String> notes) {
    var own = new TenantStores(settings, notes);
    return () -> own.placed(common.open());
  }

  /// Whether an object is what the common store remembers of a tenant's own; it is no part of a
  /// backup, which may come back to other places.
  public static boolean isMark(ObjectKey key) {
    return key.value().startsWith(MARKS + "/");
  }

  /// Refuses a folder that is not there: a disk that was not mounted.
  static void requireFolder(TenantPlace own) throws IOException {
    if (!Files.isDirectory(Path.of(own.place()))) {
      throw new IOException(
          "the objects of tenant %s have to lie in %s (residency.places), which is not there; mount its disk, or make the folder"
              .formatted(own.tenant(), own.place()));
    }
  }

  private void requireKind(TenantPlace own) {
    if (own.isFolder() == settings.store().onS3()) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "residency.places: tenant %s has %s, but the objects of others lie in %s; name a %s"
              .formatted(
                  own.tenant(),
                  own,
                  settings.store().objects(),
                  own.isFolder() ? "bucket" : "folder"));
    }
    if (!own.isFolder()
        && Servers.s3(settings, own).toString().equals(Servers.s3(settings).toString())) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "residency.places: %s of tenant %s is where the objects of all others lie; name another bucket"
              .formatted(own, own.tenant()));
    }
  }

  private Stores.Opened placed(Stores.Opened common) throws IOException {
    Backend all = common.backend();
    try {
      requireSame(all.objects());
      if (places.isEmpty()) {
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

  /// What the common store remembers has to be what is configured.
  private void requireSame(ObjectStore common) throws IOException {
    try (Stream<ObjectInfo> marks = common.list(ObjectPrefix.under(MARKS))) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) marks::iterator) {
        var tenant = new TenantId(each.key().value().substring(MARKS.value().length() + 1));
        String is = read(common, each.key());
        String should = Optional.ofNullable(places.get(tenant)).map(Object::toString).orElse("");
        if (!is.equals(should)) {
          throw new IOException(
              "the objects of tenant %s lie in %s, but residency.places here says %s: give all nodes the same. Where all of them have been moved, delete the object %s of %s"
                  .formatted(
                      tenant,
                      is,
                      should.isEmpty() ? "nothing of it" : should,
                      each.key(),
                      settings.store().objects()));
        }
      }
    }
  }

  private static String read(ObjectStore common, ObjectKey key) throws IOException {
    try (var there = common.open(key, ByteRange.ALL)) {
      return new String(there.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<TenantId, ObjectStore> open(ObjectStore common) throws IOException {
    Map<String, ObjectStore> opened = new HashMap<>();
    Map<TenantId, ObjectStore> own = new HashMap<>();
    try {
      for (TenantPlace each : places.values()) {
        requireNone(common, each);
        ObjectStore there = opened.get(each.toString());
        if (there == null) {
          there = open(each);
          opened.put(each.toString(), there);
        }
        own.put(each.tenant(), there);
        byte[] mark = each.toString().getBytes(StandardCharsets.UTF_8);
        var _ =
            common.put(MARKS.child(each.tenant().value()), new ByteArrayInputStream(mark), ONCE);
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
    if (own.isFolder()) {
      requireFolder(own);
      return Embedded.objects(Path.of(own.place()), InstantSource.system());
    }
    return Stores.bucket(Servers.s3(settings, own), Region.of(own), notes);
  }

  /// What a tenant has in the common store would be found by nobody any more.
  private void requireNone(ObjectStore common, TenantPlace own) throws IOException {
    for (String folder : Places.FOLDERS) {
      var there = ObjectPrefix.under(new ObjectKey(folder).child(own.tenant().value()));
      try (Stream<ObjectInfo> all = common.list(there)) {
        if (all.findFirst().isPresent()) {
          throw new IOException(
              "objects of tenant %s lie in %s (%s), and residency.places says %s: move what lies below %s there while no node runs, notes (metadata) included"
                  .formatted(
                      own.tenant(),
                      settings.store().objects(),
                      there.value(),
                      own,
                      Places.FOLDERS.stream()
                          .map(each -> each + "/" + own.tenant() + "/")
                          .collect(Collectors.joining(", "))));
        }
      }
    }
  }
}
