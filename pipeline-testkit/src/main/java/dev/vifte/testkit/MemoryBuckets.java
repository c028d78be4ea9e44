package dev.vifte.testkit;

import dev.vifte.object.BucketContent;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.BucketNotAllowedException;
import dev.vifte.object.BucketObject;
import dev.vifte.object.BucketObjectChangedException;
import dev.vifte.object.Buckets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Buckets of others in memory, to be written, emptied and switched off by a test. Safe for use by
/// many threads.
public final class MemoryBuckets implements Buckets {
  private final Set<String> allowed;
  private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean down;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private record Stored(BucketObject object, String text) {}

  /// @param allowed those that may be read
  public MemoryBuckets(String... allowed) {
    this.allowed = Set.of(allowed);
  }

  /// Writes an object, as another program does.
  ///
  /// @param modified when; tell an old time for one that has settled
  /// @return its etag
  public String put(String bucket, String key, String text, Instant modified) {
    return put(bucket, key, text, modified, Map.of());
  }

  public String put(
      String bucket, String key, String text, Instant modified, Map<String, String> metadata) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    String etag = HexFormat.of().toHexDigits(text.hashCode());
    var entry = new BucketEntry(bucket, key, etag, size, modified);
    var object = new BucketObject(entry, Optional.empty(), "text/plain", metadata);
    objects.put(path(bucket, key), new Stored(object, text));
    return etag;
  }

  public void delete(String bucket, String key) {
    objects.remove(path(bucket, key));
  }

  /// Switches the store off or on.
  public void down(boolean off) {
    down = off;
  }

  /// Whoever opens an object from now on waits for [#letGo].
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void letGo() {
    gate.countDown();
  }

  /// How often content was opened.
  public int opened() {
    return opened.get();
  }

  @Override
  public Optional<BucketObject> head(String bucket, String key) throws IOException {
    return Optional.ofNullable(there(bucket).get(path(bucket, key))).map(Stored::object);
  }

  @Override
  public BucketContent open(String bucket, String key, String etag) throws IOException {
    Stored stored = there(bucket).get(path(bucket, key));
    if (stored == null) {
      throw BucketObjectChangedException.gone(bucket, key);
    }
    if (!stored.object().entry().etag().equals(etag)) {
      throw BucketObjectChangedException.changed(bucket, key, etag);
    }
    opened.incrementAndGet();
    pass();
    byte[] bytes = stored.text().getBytes(StandardCharsets.UTF_8);
    return new BucketContent(stored.object(), new ByteArrayInputStream(bytes));
  }

  @Override
  public Stream<BucketEntry> list(String bucket, String prefix, String after) throws IOException {
    return there(bucket).values().stream()
        .map(stored -> stored.object().entry())
        .filter(entry -> entry.bucket().equals(bucket) && entry.key().startsWith(prefix))
        .filter(entry -> entry.key().compareTo(after) > 0);
  }

  private Map<String, Stored> there(String bucket) throws IOException {
    if (down) {
      throw new IOException("the buckets are switched off");
    }
    if (!allowed.contains(bucket)) {
      throw new BucketNotAllowedException(bucket);
    }
    return objects;
  }

  private void pass() throws InterruptedIOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an object was held");
    }
  }

  private static String path(String bucket, String key) {
    return bucket + "/" + key;
  }
}
