package dev.vifte.ingest;

import dev.vifte.object.BucketContent;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.BucketNotAllowedException;
import dev.vifte.object.BucketObject;
import dev.vifte.object.Buckets;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// No bucket may be read: what holds until an operator names some.
public final class NoBuckets implements Buckets {
  @Override
  public Optional<BucketObject> head(String bucket, String key) throws IOException {
    throw new BucketNotAllowedException(bucket);
  }

  @Override
  public BucketContent open(String bucket, String key, String etag) throws IOException {
    throw new BucketNotAllowedException(bucket);
  }

  @Override
  public Stream<BucketEntry> list(String bucket, String prefix, String after) throws IOException {
    throw new BucketNotAllowedException(bucket);
  }
}
