package dev.vifte.app.backup;

import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A line of `objects.jsonl`: one object, with all that stands beside it in the store.
///
/// @param type where the store keeps one
/// @param note of the job, where there is one
record ObjectLine(
    ObjectKey key, long size, String sha256, Optional<MediaType> type, Optional<String> note) {
  static ObjectLine parse(String line) {
    return Json.read(line.getBytes(StandardCharsets.UTF_8), ObjectLine.class);
  }

  String text() {
    return new String(Json.bytes(this), StandardCharsets.UTF_8);
  }

  /// Where its bytes lie in a backup. Folders end in `@`, so that `a` and `a/b` have room beside
  /// each other.
  static String part(ObjectKey key) {
    return "objects/" + key.value().replace("/", "@/");
  }

  String part() {
    return part(key);
  }
}
