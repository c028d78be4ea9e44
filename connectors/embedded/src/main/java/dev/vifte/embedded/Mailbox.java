package dev.vifte.embedded;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The bounded queue of commands before a connection's thread: callers wait while it is full, and
/// what was taken in before the close is still done. Safe for use by many threads.
final class Mailbox {
  private static final int BOUND = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition mail = lock.newCondition();
  private final ArrayDeque<Command<?>> commands = new ArrayDeque<>();
  private boolean closed;

  /// Hands work in. The future fails at once when the store is closed.
  <T> CompletableFuture<T> submit(Work<T> work) {
    var command = new Command<>(work);
    lock.lock();
    try {
      while (!closed && commands.size() >= BOUND) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        command.fail(new IOException("the embedded store is closed"));
      } else {
        commands.add(command);
        mail.signal();
      }
    } finally {
      lock.unlock();
    }
    return command.future();
  }

  /// Waits for commands and takes up to `max`; an empty list means closed and drained.
  List<Command<?>> take(int max) {
    lock.lock();
    try {
      while (!closed && commands.isEmpty()) {
        mail.awaitUninterruptibly();
      }
      var taken = new ArrayList<Command<?>>(Math.min(max, commands.size()));
      while (taken.size() < max && !commands.isEmpty()) {
        taken.add(commands.remove());
      }
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      mail.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
