package dev.vifte.s3;

import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import java.util.Optional;

/// Where our objects lie in a bucket.
///
/// @param prefix of their names there; empty or ending with a slash
record Place(String bucket, String prefix) {
  static Place of(S3Settings settings) {
    String prefix = settings.prefix();
    return new Place(settings.bucket(), prefix.isEmpty() ? "" : prefix + "/");
  }

  String name(ObjectKey key) {
    return prefix + key;
  }

  String name(ObjectPrefix under) {
    return prefix + under.value();
  }

  /// The key of a name in the bucket; empty for what is not ours.
  Optional<ObjectKey> key(String name) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectKey(name.substring(prefix.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
