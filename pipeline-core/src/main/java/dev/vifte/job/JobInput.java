package dev.vifte.job;

import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;

/// The stored input of a job.
///
/// @param name as the uploader gave it; for people only
/// @param type by its first bytes
/// @param size bytes
/// @param sha256 64 lower-case hex digits
public record JobInput(String name, MediaType type, long size, String sha256, ObjectKey key) {
  JobInput in(Wording words) {
    return new JobInput(words.text(name), type, size, sha256, key);
  }
}
