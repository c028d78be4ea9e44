package dev.vifte.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which contents of objects have been dealt with, as far as it remembers: a table of fixed size in
/// which one may push another out. What it forgot is asked of the job store again. Used by one
/// thread at a time.
final class SeenObjects {
  private final long[] slots;

  /// @param places how many it remembers at most, a power of two; eight bytes each
  SeenObjects(int places) {
    slots = new long[places];
  }

  boolean has(String bucket, String key, String etag) {
    long hash = hash(bucket, key, etag);
    return slots[slot(hash)] == hash;
  }

  void add(String bucket, String key, String etag) {
    long hash = hash(bucket, key, etag);
    slots[slot(hash)] = hash;
  }

  private int slot(long hash) {
    return (int) hash & (slots.length - 1);
  }

  /// Of a strength that nobody can choose keys that meet. Never 0, which stands for empty.
  private static long hash(String bucket, String key, String etag) {
    try {
      byte[] text = ArrivalIds.key(bucket, key, etag).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong()
          | 1L << 62;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
