package dev.vifte.object;

import java.time.Instant;

/// What a listing of a foreign bucket tells of an object.
///
/// @param key any text, not to be used as a path
/// @param etag without quotes; changes with the content and is otherwise opaque
public record BucketEntry(String bucket, String key, String etag, long size, Instant modified) {
  @Override
  public String toString() {
    return "s3://%s/%s".formatted(bucket, key);
  }
}
