package dev.vifte.audit;

import dev.vifte.Json;
import dev.vifte.job.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// One line of an audit log: who did what to what, and when. Holds no personal data.
///
/// @param number from 1, without gaps
/// @param who id of an API key, or `local` where none is needed, or `vifte` itself
/// @param what such as `subject.erase`
/// @param about id of a job or an erasure
/// @param counts of what was removed, where something was
/// @param previous hash of the entry before, empty for the first
public record AuditEntry(
    int format,
    long number,
    TenantId tenant,
    Instant at,
    String who,
    String what,
    String about,
    Map<String, Long> counts,
    String previous) {
  static final int FORMAT = 1;

  public AuditEntry {
    counts = Map.copyOf(counts);
  }

  byte[] json() {
    return Json.bytes(this);
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is none
  public static AuditEntry fromJson(byte[] json) {
    return Json.read(json, AuditEntry.class, FORMAT, "an audit entry");
  }

  /// SHA-256 of all of it, so that of the entries before it too.
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
