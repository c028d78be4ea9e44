package dev.vifte.loadtest;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Looks again and again until something is so.
public final class Wait {
  private Wait() {}

  /// What is looked at.
  @FunctionalInterface
  public interface Check {
    boolean holds() throws Exception;
  }

  /// Waits at most that long.
  ///
  /// @return whether it became so
  public static boolean until(Check check, Duration pause, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!check.holds()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /// Lets time pass.
  public static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
