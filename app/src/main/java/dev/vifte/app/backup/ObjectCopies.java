package dev.vifte.app.backup;

import dev.vifte.app.TenantPlaces;
import dev.vifte.embedded.EmbeddedCopy;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.place.Places;
import dev.vifte.s3.S3Objects;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// Objects to be read, whoever else works with them.
interface ObjectCopies extends TenantPlaces.Common, AutoCloseable {
  @Override
  Stream<ObjectInfo> list(ObjectPrefix under) throws IOException;

  /// All of an object.
  ///
  /// @throws ObjectNotFoundException when it is gone
  @Override
  ObjectContent open(ObjectKey key) throws IOException;

  Optional<String> note(ObjectKey key) throws IOException;

  Optional<MediaType> type(ObjectKey key) throws IOException;

  /// Makes ready what objects can be put into.
  default void prepare() throws IOException {}

  default boolean has(ObjectKey key) throws IOException {
    try (ObjectContent _ = open(key)) {
      return true;
    } catch (ObjectNotFoundException _) {
      return false;
    }
  }

  /// Where that lies which belongs to no tenant with a place of its own.
  default ObjectCopies common() {
    return this;
  }

  @Override
  void close() throws IOException;

  /// Those of several places.
  record Placed(Places<ObjectCopies> places) implements ObjectCopies {
    @Override
    public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
      return places.list(under, ObjectCopies::list);
    }

    @Override
    public ObjectContent open(ObjectKey key) throws IOException {
      return places.of(key).open(key);
    }

    @Override
    public Optional<String> note(ObjectKey key) throws IOException {
      return places.of(key).note(key);
    }

    @Override
    public Optional<MediaType> type(ObjectKey key) throws IOException {
      return places.of(key).type(key);
    }

    @Override
    public void prepare() throws IOException {
      for (ObjectCopies each : places.all()) {
        each.prepare();
      }
    }

    @Override
    public ObjectCopies common() {
      return places.common();
    }

    @Override
    public void close() throws IOException {
      for (ObjectCopies each : places.all()) {
        each.close();
      }
    }
  }

  /// Those of a folder.
  record InFolder(EmbeddedCopy store) implements ObjectCopies {
    @Override
    public Stream<ObjectInfo> list(ObjectPrefix under) {
      return store.list(under);
    }

    @Override
    public ObjectContent open(ObjectKey key) throws IOException {
      return store.open(key);
    }

    @Override
    public Optional<String> note(ObjectKey key) throws IOException {
      return store.note(key);
    }

    @Override
    public Optional<MediaType> type(ObjectKey key) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /// Those of a bucket.
  record InBucket(S3Objects store) implements ObjectCopies {
    @Override
    public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
      return store.list(under);
    }

    @Override
    public ObjectContent open(ObjectKey key) throws IOException {
      return store.open(key, ByteRange.ALL);
    }

    @Override
    public Optional<String> note(ObjectKey key) throws IOException {
      return store.note(key);
    }

    @Override
    public Optional<MediaType> type(ObjectKey key) throws IOException {
      try {
        return store.type(key);
      } catch (IllegalArgumentException _) {
        return Optional.empty(); // put there by somebody else
      }
    }

    @Override
    public void prepare() throws IOException {
      boolean _ = store.ensureBucket();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
