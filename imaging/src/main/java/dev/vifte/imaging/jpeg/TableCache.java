package dev.vifte.imaging.jpeg;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tables by the bytes that describe them: most files carry the same four. Holds the 16 that were
/// used last. Thread-safe; two threads may build the same table once each.
final class TableCache<T> {
  private static final int MOST = 16;

  @FunctionalInterface
  interface Build<T> {
    T from(byte[] stored) throws JpegDamaged;
  }

  private final Build<T> build;
  private final Map<ByteBuffer, T> tables = new LinkedHashMap<>(32, 0.75f, true);

  TableCache(Build<T> build) {
    this.build = build;
  }

  /// The array must not change afterwards.
  T get(byte[] stored) throws JpegDamaged {
    ByteBuffer key = ByteBuffer.wrap(stored);
    synchronized (tables) {
      T known = tables.get(key);
      if (known != null) {
        return known;
      }
    }
    T built = build.from(stored);
    synchronized (tables) {
      tables.put(key, built);
      if (tables.size() > MOST) {
        tables.remove(tables.keySet().iterator().next());
      }
    }
    return built;
  }
}
