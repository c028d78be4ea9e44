package dev.vifte.cluster;

import dev.vifte.object.BucketContent;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.BucketObject;
import dev.vifte.object.Buckets;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Buckets that count how often they are listed, and may hide who wrote what.
final class WatchedBuckets implements Buckets {
  private final Buckets real;
  private final boolean hiding;
  private final AtomicInteger listed = new AtomicInteger();

  /// @param hiding the mark of our own objects
  WatchedBuckets(Buckets real, boolean hiding) {
    this.real = real;
    this.hiding = hiding;
  }

  int listed() {
    return listed.get();
  }

  @Override
  public Optional<BucketObject> head(String bucket, String key) throws IOException {
    return real.head(bucket, key).map(object -> hiding ? unmarked(object) : object);
  }

  @Override
  public BucketContent open(String bucket, String key, String etag) throws IOException {
    return real.open(bucket, key, etag);
  }

  @Override
  public Stream<BucketEntry> list(String bucket, String prefix, String after) throws IOException {
    listed.incrementAndGet();
    return real.list(bucket, prefix, after);
  }

  private static BucketObject unmarked(BucketObject object) {
    return new BucketObject(object.entry(), object.version(), object.type(), Map.of());
  }
}
