package dev.vifte.object;

import java.io.IOException;

/// An object of a foreign bucket is gone, or is another one than the one that was meant.
public final class BucketObjectChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  private BucketObjectChangedException(String what) {
    super(what);
  }

  public static BucketObjectChangedException gone(String bucket, String key) {
    return new BucketObjectChangedException(
        "s3://%s/%s is gone; put it there again".formatted(bucket, key));
  }

  public static BucketObjectChangedException changed(String bucket, String key, String etag) {
    return new BucketObjectChangedException(
        "s3://%s/%s is no longer the content with etag %s; the newer one is a job of its own"
            .formatted(bucket, key, etag));
  }
}
