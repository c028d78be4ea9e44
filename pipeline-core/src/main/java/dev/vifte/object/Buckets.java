package dev.vifte.object;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// Buckets that other programs write and we only read, named on an allow-list of the operator.
/// Blocking calls, made from virtual threads; safe for use by many threads.
///
/// Every call throws [BucketNotAllowedException] for a bucket that is not on the list, and a plain
/// [IOException] when the store cannot be asked or the bucket does not exist: the same call may
/// succeed later.
public interface Buckets {
  /// User metadata that every object of ours carries, whatever its value: such an object never
  /// starts a job.
  String OURS = "vifte";

  /// What lies there now, or empty.
  Optional<BucketObject> head(String bucket, String key) throws IOException;

  /// Opens that very content; reading ends with an error when the connection breaks, never early.
  ///
  /// @param etag as [BucketEntry#etag()] tells it
  /// @throws BucketObjectChangedException when the object is gone or is no longer the same
  BucketContent open(String bucket, String key, String etag) throws IOException;

  /// The objects whose keys begin with `prefix` and come after `after`, in the order of their UTF-8
  /// keys, fetched page by page while the stream is read. Close it.
  ///
  /// @param prefix any text; empty for all
  /// @param after a key, there or not; empty for the beginning
  Stream<BucketEntry> list(String bucket, String prefix, String after) throws IOException;
}
