package dev.vifte.s3;

import dev.vifte.object.BucketContent;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.BucketNotAllowedException;
import dev.vifte.object.BucketObject;
import dev.vifte.object.BucketObjectChangedException;
import dev.vifte.object.Buckets;
import dev.vifte.object.ByteRange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Buckets of others in the same S3 store, read with our credentials.
public final class S3Buckets implements Buckets, AutoCloseable {
  private final Store store;
  private final Set<String> allowed;

  private S3Buckets(Store store, Set<String> allowed) {
    this.store = store;
    this.allowed = Set.copyOf(allowed);
  }

  /// The buckets of a list, not asked for anything yet.
  ///
  /// @param settings of which bucket and prefix are not looked at
  /// @param allowed names of buckets; our own may be among them
  /// @throws IllegalArgumentException when credentials or certificates are not to be had
  public static S3Buckets open(S3Settings settings, Set<String> allowed) {
    String where = "s3:" + settings.endpoint();
    return new S3Buckets(Store.of(settings, where, System.getenv()), allowed);
  }

  @Override
  public Optional<BucketObject> head(String bucket, String key) throws IOException {
    requireAllowed(bucket);
    try {
      return Optional.of(object(bucket, key, store.head(bucket, key)));
    } catch (S3Exception e) {
      if (!e.is(Store.NO_SUCH_KEY)) {
        throw e;
      }
      store.requireBucket(bucket);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public BucketContent open(String bucket, String key, String etag) throws IOException {
    requireAllowed(bucket);
    try {
      Opened opened = store.open(bucket, key, ByteRange.ALL, etag);
      return new BucketContent(object(bucket, key, opened.stat()), opened.stream());
    } catch (S3Exception e) {
      throw e.is(Store.NO_SUCH_KEY)
          ? BucketObjectChangedException.gone(bucket, key)
          : e.is(Store.CHANGED) ? BucketObjectChangedException.changed(bucket, key, etag) : e;
    } catch (IllegalArgumentException e) {
      throw BucketObjectChangedException.gone(bucket, key);
    }
  }

  @Override
  public Stream<BucketEntry> list(String bucket, String prefix, String after) throws IOException {
    requireAllowed(bucket);
    return Page.all(store, new Page.Query(bucket, prefix, after))
        .map(item ->
            new BucketEntry(
                bucket,
                item.objectName(),
                Stat.etag(item.etag()),
                item.size(),
                item.lastModified().toInstant()));
  }

  @Override
  public void close() {
    store.close();
  }

  private void requireAllowed(String bucket) throws BucketNotAllowedException {
    if (!allowed.contains(bucket)) {
      throw new BucketNotAllowedException(bucket);
    }
  }

  private static BucketObject object(String bucket, String key, Stat stat) {
    return new BucketObject(
        new BucketEntry(bucket, key, stat.etag(), stat.size(), stat.modified()),
        stat.header("x-amz-version-id"),
        stat.header("Content-Type").orElse(""),
        metadata(stat));
  }

  private static Map<String, String> metadata(Stat stat) {
    Map<String, String> metadata = new HashMap<>();
    for (String header : stat.headers().names()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith(Stat.META)) {
        metadata.put(name.substring(Stat.META.length()), stat.header(header).orElse(""));
      }
    }
    return metadata;
  }
}
