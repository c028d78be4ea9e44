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
  private static final long PATIENCE_NANOS = 20_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition mail = lock.newCondition();
  private final ArrayDeque<Command<?>> commands = new ArrayDeque<>();
  private int urgent;
  private boolean closed;

  /// Hands work in. The future fails at once when the store is closed.
  <T> CompletableFuture<T> submit(Work<T> work) {
    return submit(work, Command.Pace.SOON);
  }

  /// Hands work in for which nobody waits: it goes with the next that somebody waits for, in the
  /// order of handing in, or by itself after a short while.
  <T> CompletableFuture<T> submitPatiently(Work<T> work) {
    return submit(work, Command.Pace.LATER);
  }

  /// Hands work in that is taken by itself.
  <T> CompletableFuture<T> submitAlone(Work<T> work) {
    return submit(work, Command.Pace.ALONE);
  }

  private <T> CompletableFuture<T> submit(Work<T> work, Command.Pace pace) {
    var command = new Command<>(work, pace);
    lock.lock();
    try {
      while (!closed && commands.size() >= BOUND) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        command.fail(new IOException("the embedded store is closed"));
      } else {
        commands.add(command);
        urgent += command.canWait() ? 0 : 1;
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
      awaitMail();
      var taken = new ArrayList<Command<?>>(Math.min(max, commands.size()));
      while (taken.size() < max && goesWith(taken)) {
        Command<?> next = commands.remove();
        urgent -= next.canWait() ? 0 : 1;
        taken.add(next);
      }
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean goesWith(List<Command<?>> taken) {
    Command<?> next = commands.peek();
    if (next == null || taken.isEmpty()) {
      return next != null;
    }
    return !next.alone() && !taken.getFirst().alone();
  }

  /// Waits until there is work that somebody waits for, or that has waited long enough itself.
  private void awaitMail() {
    while (!closed && commands.isEmpty()) {
      mail.awaitUninterruptibly();
    }
    long left = PATIENCE_NANOS;
    while (!closed && urgent == 0 && left > 0) {
      try {
        left = mail.awaitNanos(left);
      } catch (InterruptedException e) {
        return;
      }
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
