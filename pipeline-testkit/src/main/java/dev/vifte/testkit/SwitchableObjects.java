package dev.vifte.testkit;

import dev.vifte.object.ByteRange;
import dev.vifte.object.Leftovers;
import dev.vifte.object.ObjectContent;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// An object store that can be switched off, for tests of outages, and that notes when it is asked
/// to clear what crashes left. Safe for use by many threads.
public final class SwitchableObjects implements ObjectStore, Leftovers {
  private final ObjectStore store;
  private final List<Duration> cleared = new CopyOnWriteArrayList<>();
  private volatile boolean down;

  public SwitchableObjects(ObjectStore store) {
    this.store = store;
  }

  /// Switches it off or on.
  public void down(boolean off) {
    down = off;
  }

  @Override
  public StoredObject put(ObjectKey key, InputStream bytes, PutOptions how) throws IOException {
    return up().put(key, bytes, how);
  }

  @Override
  public ObjectContent open(ObjectKey key, ByteRange range) throws IOException {
    ObjectContent content = up().open(key, range);
    return new ObjectContent(content.info(), new Switched(content.stream()));
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) throws IOException {
    return up().head(key);
  }

  @Override
  public Stream<ObjectInfo> list(ObjectPrefix under) throws IOException {
    return up().list(under);
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    up().delete(key);
  }

  @Override
  public long erase(ObjectPrefix under) throws IOException {
    return up().erase(under);
  }

  @Override
  public int clearLeftovers(Duration age) {
    cleared.add(age);
    return 0;
  }

  /// The ages that [#clearLeftovers] was called with.
  public List<Duration> cleared() {
    return List.copyOf(cleared);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private ObjectStore up() throws IOException {
    if (down) {
      throw new IOException("the object store is switched off");
    }
    return store;
  }

  /// A stream that breaks when the store is switched off.
  private final class Switched extends FilterInputStream {
    Switched(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      var _ = up();
      return super.read(into, offset, length);
    }
  }
}
