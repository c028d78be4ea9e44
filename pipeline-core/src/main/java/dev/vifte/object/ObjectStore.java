package dev.vifte.object;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/// A store of immutable objects. Blocking calls, made from virtual threads; safe for use by many
/// threads. Every backend passes `ObjectStoreContract` of the testkit, which checks what is
/// promised here.
///
/// Optional powers are interfaces of their own: [LocalFiles], [Presigning], [Leftovers], [Notes].
public interface ObjectStore extends AutoCloseable {
  /// Stores bytes of any length in constant memory. When it returns, the object is durable and
  /// visible whole; when it throws (the stream's own [IOException] included) nothing is visible and
  /// what was there before still is, unless only the answer of a remote store was lost: then the
  /// object may be there, whole. Does not close `bytes`.
  ///
  /// A key must not lie below another that holds an object: not every store has room for both `a`
  /// and `a/b`.
  ///
  /// @throws StoreFullException when there is no room
  StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException;

  /// Opens a range for reading. Its stream gives all bytes of the range or throws.
  ///
  /// @throws ObjectNotFoundException when the key holds none
  ObjectContent open(ObjectKey key, ByteRange range) throws IOException;

  /// What is known of the object, or empty.
  Optional<ObjectInfo> head(ObjectKey key) throws IOException;

  /// The objects below a prefix, in key order. Unfinished puts are not listed. Close the stream;
  /// reading it may throw [java.io.UncheckedIOException].
  Stream<ObjectInfo> list(ObjectPrefix under) throws IOException;

  /// Removes the object; does nothing when there is none.
  void delete(ObjectKey key) throws IOException;

  /// Removes everything below a prefix for good: all objects, and their older versions and
  /// unfinished puts where the store keeps such. A put that is under way may fail.
  ///
  /// @return how many things there were
  default long erase(ObjectPrefix under) throws IOException {
    long found = 0;
    try (Stream<ObjectInfo> all = list(under)) {
      for (ObjectInfo each : all.toList()) {
        delete(each.key());
        found++;
      }
    }
    return found;
  }

  @Override
  void close() throws IOException;
}
