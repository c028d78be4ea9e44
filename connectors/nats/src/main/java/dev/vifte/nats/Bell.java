package dev.vifte.nats;

import dev.vifte.queue.Fairness.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Tells the pulls of one pool where there may be something for them. Whoever takes the count
/// before it looks misses nothing. Safe for use by many threads.
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final Map<Place, Long> rungAt = new HashMap<>();
  private long count;

  /// How often it was rung so far.
  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  void ring(Place place) {
    lock.lock();
    try {
      rungAt.put(place, ++count);
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes everybody, for a reason that is not a message.
  void ring() {
    lock.lock();
    try {
      count++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The places it was rung for after the count was `seen`.
  Set<Place> since(long seen) {
    lock.lock();
    try {
      return rungAt.entrySet().stream()
          .filter(entry -> entry.getValue() > seen)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the count is past `seen`, or the time is over.
  void await(long seen, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (count == seen && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
