package dev.vifte.queue;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The places of one pool: as many deliveries may be out as there are slots. A source reserves
/// before it pulls, so nothing is fetched that cannot start. Safe for use by many threads.
public final class Slots {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int size;
  private int taken;
  private boolean paused;
  private boolean closed;

  public Slots(int size) {
    this.size = requirePositive(size);
  }

  /// Waits until a slot is free, then takes all that are. Returns 0 only when closed.
  public int reserve() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && (paused || taken >= size)) {
        changed.await();
      }
      if (closed) {
        return 0;
      }
      int free = size - taken;
      taken = size;
      return free;
    } finally {
      lock.unlock();
    }
  }

  /// Gives back slots that were reserved.
  public void release(int count) {
    lock.lock();
    try {
      if (count < 0 || count > taken) {
        throw new IllegalStateException("%d slots released, %d are taken".formatted(count, taken));
      }
      taken -= count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Changes how many there are; those above the new size go as they are released.
  public void resize(int newSize) {
    change(() -> size = requirePositive(newSize));
  }

  /// Hands out no slot until [#resume]: something the pool needs is down.
  public void pause() {
    change(() -> paused = true);
  }

  public void resume() {
    change(() -> paused = false);
  }

  /// Hands out no slot any more; sources complete.
  public void close() {
    change(() -> closed = true);
  }

  public boolean closed() {
    return locked(() -> closed ? 1 : 0) == 1;
  }

  public int size() {
    return locked(() -> size);
  }

  public int taken() {
    return locked(() -> taken);
  }

  private void change(Runnable how) {
    lock.lock();
    try {
      how.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int locked(java.util.function.IntSupplier what) {
    lock.lock();
    try {
      return what.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  private static int requirePositive(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + size);
    }
    return size;
  }
}
