package dev.vifte.place;

import dev.vifte.object.ByteRange;
import dev.vifte.object.Leftovers;
import dev.vifte.object.LocalFiles;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Several stores as one: files, outputs, manifests and unfinished puts of some tenants, and what
/// is noted of their erasures, lie in stores of their own. Gives no links. Safe for use by many
/// threads.
public class PlacedObjects implements ObjectStore, Notes, Leftovers {
  private final Places<ObjectStore> places;

  private PlacedObjects(Places<ObjectStore> places) {
    this.places = places;
  }

  /// Of stores that are closed with it; with local files where all of them have such.
  public static PlacedObjects of(Places<ObjectStore> places) {
    return places.all().stream().allMatch(LocalFiles.class::isInstance)
        ? new OfFiles(places)
        : new PlacedObjects(places);
  }

  private static final class OfFiles extends PlacedObjects implements LocalFiles {
    OfFiles(Places<ObjectStore> places) {
      super(places);
    }

    @Override
    public Path file(ObjectKey key) throws IOException {
      return ((LocalFiles) store(key)).file(key);
    }
  }

  final ObjectStore store(ObjectKey key) {
    return places.of(key);
  }

  @Override
  public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    return store(key).put(key, bytes, how);
  }

  @Override
  public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    return store(key).open(key, range);
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    return store(key).head(key);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
    return places.list(under, ObjectStore::list);
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    store(key).delete(key);
  }

  @Override
  public long erase(ObjectPrefix under) throws IOException {
    long found = 0;
    for (ObjectStore each : places.under(under)) {
      found += each.erase(under);
    }
    return found;
  }

  @Override
  public Optional<String> note(ObjectKey key) throws IOException {
    return store(key) instanceof Notes notes ? notes.note(key) : Optional.empty();
  }

  @Override
  public int clearLeftovers(Duration age) throws IOException {
    int cleared = 0;
    for (ObjectStore each : places.all()) {
      cleared += each instanceof Leftovers leftovers ? leftovers.clearLeftovers(age) : 0;
    }
    return cleared;
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (ObjectStore each : places.all().reversed()) {
      try {
        each.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
