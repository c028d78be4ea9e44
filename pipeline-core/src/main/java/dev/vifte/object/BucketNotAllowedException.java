package dev.vifte.object;

import java.io.IOException;

/// A bucket that is not on the operator's allow-list.
public final class BucketNotAllowedException extends IOException {
  private static final long serialVersionUID = 1L;

  public BucketNotAllowedException(String bucket) {
    super(
        "bucket '%s' is not on the list of buckets that may be read; ask the operator to add it"
            .formatted(bucket));
  }
}
