package dev.vifte.app.backup;

import dev.vifte.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// `backup.json`: what a backup holds. It is written last, so a backup that has one is whole.
///
/// @param id of this backup
/// @param madeBy the version of Vifte
/// @param point everything that was accepted before it is in
/// @param state `sqlite` or `jetstream`; it can only come back to the same
/// @param parts everything but the objects, each with its checksum
/// @param objects how many there are, by `objects.jsonl`
/// @param objectBytes of all of them
public record BackupSet(
    int format,
    UUID id,
    String madeBy,
    Instant point,
    Instant ended,
    String state,
    List<Part> parts,
    long objects,
    long objectBytes) {
  static final int FORMAT = 1;
  static final String NAME = "backup.json";
  static final String INDEX = "objects.jsonl";

  public BackupSet {
    parts = List.copyOf(parts);
  }

  /// One file of a backup.
  public record Part(String name, long size, String sha256) {}

  /// Reads what [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is none, or of a newer format
  static BackupSet fromJson(byte[] json) {
    return Json.read(json, BackupSet.class, FORMAT, "a backup");
  }

  byte[] json() {
    return Json.bytes(this);
  }

  /// What all of it takes.
  public long bytes() {
    return objectBytes + parts.stream().mapToLong(Part::size).sum();
  }
}
