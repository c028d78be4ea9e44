package dev.vifte.object;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/// A store of immutable objects. Blocking calls, made from virtual threads; safe for use by many
/// threads. Every backend passes `ObjectStoreContract` of the testkit, which checks what is
/// promised here.
///
/// Optional powers are interfaces of their own: [LocalFiles], [Presigning], [Leftovers].
public interface ObjectStore extends AutoCloseable {
  /// Stores bytes of any length in constant memory. When it returns, the object is durable and
  /// visible whole; when it throws (the stream's own [IOException] included) nothing is visible and
  /// what was there before still is. Does not close `bytes`.
  ///
  /// @throws StoreFullException when there is no room
  StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException;

  /// Opens a range for reading.
  ///
  /// @throws ObjectNotFoundException when the key holds none
  ObjectContent open(ObjectKey key, ByteRange range) throws IOException;

  /// What is known of the object, or empty.
  Optional<ObjectInfo> head(ObjectKey key) throws IOException;

  /// The objects below a prefix, in key order. Unfinished puts are not listed. Close the stream.
  Stream<ObjectInfo> list(ObjectPrefix under) throws IOException;

  /// Removes the object; does nothing when there is none.
  void delete(ObjectKey key) throws IOException;

  @Override
  void close() throws IOException;
}
