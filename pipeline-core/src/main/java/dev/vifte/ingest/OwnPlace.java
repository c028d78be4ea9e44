package dev.vifte.ingest;

import java.util.List;

/// Where objects of ours lie, when that is a bucket too: what we write there starts no job.
///
/// @param prefix of all our keys, without slashes at its ends; may be empty
public record OwnPlace(String bucket, String prefix) {
  private static final List<String> FOLDERS =
      List.of("in/", "out/", "audit/", "erased/", "placed/", "pipelines/", "deployed/");

  boolean holds(String otherBucket, String key) {
    String root = prefix.isEmpty() ? "" : prefix + "/";
    return bucket.equals(otherBucket)
        && key.startsWith(root)
        && FOLDERS.stream().anyMatch(folder -> key.startsWith(folder, root.length()));
  }
}
