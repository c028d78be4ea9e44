package dev.vifte.ingest;

import dev.vifte.Names;
import dev.vifte.pipeline.PipelineName;

/// A place in a bucket of others: whatever turns up there becomes a job of the pipeline.
///
/// @param prefix the start of the keys; empty for the whole bucket
public record Watch(String bucket, String prefix, PipelineName pipeline) {
  public Watch {
    Names.require(bucket, "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "bucket");
  }

  boolean covers(String otherBucket, String key) {
    return bucket.equals(otherBucket) && key.startsWith(prefix);
  }
}
