package dev.vifte.app;

import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TenantPlace;
import dev.vifte.job.TenantId;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.place.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which tenants have places of their own, as the configuration says and as the common store
/// remembers. Whoever reads or writes the objects of all asks [#require(Common)] first: with other
/// places it would miss those of a tenant, or put them where nobody finds them. Immutable.
public final class TenantPlaces {
  private static final ObjectKey MARKS = new ObjectKey("placed");

  private final Settings settings;
  private final Map<TenantId, TenantPlace> places;

  private TenantPlaces(Settings settings) {
    this.settings = settings;
    this.places =
        settings.residency().places().stream()
            .collect(Collectors.toMap(TenantPlace::tenant, Function.identity()));
  }

  /// The store of all others, to whoever reads it.
  public interface Common {
    /// In the order of keys. Close the stream.
    Stream<ObjectInfo> list(ObjectPrefix under) throws IOException;

    /// All of an object.
    ObjectContent open(ObjectKey key) throws IOException;
  }

  /// Those of the configuration.
  ///
  /// @throws Problem when they do not go with the store of all others
  public static TenantPlaces of(Settings settings) {
    var places = new TenantPlaces(settings);
    places.all().forEach(places::requireKind);
    return places;
  }

  /// Whether an object is what the common store remembers of a tenant's own; it is no part of a
  /// backup, which may come back to other places.
  public static boolean isMark(ObjectKey key) {
    return key.value().startsWith(MARKS + "/");
  }

  /// Where it is remembered.
  static ObjectKey mark(TenantPlace own) {
    return MARKS.child(own.tenant().value());
  }

  List<TenantPlace> all() {
    return List.copyOf(places.values());
  }

  /// Refuses places that are others than the common store remembers, folders that are not there,
  /// and what tenants with a place have elsewhere.
  ///
  /// @throws IOException saying what to do
  public void require(Common common) throws IOException {
    try (Stream<ObjectInfo> marks = common.list(ObjectPrefix.under(MARKS))) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) marks::iterator) {
        requireSame(common, each.key());
      }
    }
    for (TenantPlace each : places.values()) {
      requireNone(common, each);
      if (each.isFolder()) {
        requireFolder(each);
      }
    }
  }

  /// What the common store remembers of a tenant has to be what is configured.
  void requireSame(Common common, ObjectKey mark) throws IOException {
    var tenant = new TenantId(mark.value().substring(MARKS.value().length() + 1));
    String is = read(common, mark);
    String should = Optional.ofNullable(places.get(tenant)).map(Object::toString).orElse("");
    if (!is.equals(should)) {
      throw new IOException(
          "the objects of tenant %s lie in %s, but residency.places here says %s: give all nodes the same. Where all of them have been moved, delete the object %s of %s"
              .formatted(
                  tenant,
                  is,
                  should.isEmpty() ? "nothing of it" : should,
                  mark,
                  settings.store().objects()));
    }
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

  private static String read(Common common, ObjectKey key) throws IOException {
    try (ObjectContent there = common.open(key)) {
      return new String(there.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What a tenant has in the common store would be found by nobody any more.
  private void requireNone(Common common, TenantPlace own) throws IOException {
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
