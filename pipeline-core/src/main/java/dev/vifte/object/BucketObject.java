package dev.vifte.object;

import java.util.Map;
import java.util.Optional;

/// All that is known of an object in a foreign bucket without reading it.
///
/// @param version of a bucket that keeps versions
/// @param type what its writer claims; may be any text, or empty
/// @param metadata of its writer, names in lower case
public record BucketObject(
    BucketEntry entry, Optional<String> version, String type, Map<String, String> metadata) {
  public BucketObject {
    metadata = Map.copyOf(metadata);
  }

  /// Whether Vifte itself wrote it.
  public boolean ours() {
    return metadata.containsKey(Buckets.OURS);
  }
}
