package dev.vifte.workers.metadata;

import dev.vifte.stage.Deadline;

/// How much reading one picture may cause. Without it, a few kilobytes of EXIF whose tags all point
/// at the same bytes are copied thousands of times.
final class Budget {
  private static final int UNITS = 8_000_000;
  private static final int READ = 8;
  private static final int CHECK_EVERY = 1 << 16;

  private final Deadline deadline;
  private int left = UNITS;
  private int nextCheck = UNITS;

  Budget(Deadline deadline) {
    this.deadline = deadline;
  }

  /// Pays for one read.
  void spend(int bytes) {
    if (bytes > left - READ) {
      throw new ExceededException("the metadata says more than may be read of it");
    }
    left -= bytes + READ;
    if (left < nextCheck) {
      nextCheck = left - CHECK_EVERY;
      requireTime();
    }
  }

  private void requireTime() {
    if (deadline.expired()) {
      throw new ExceededException("the time for reading metadata is over");
    }
  }

  /// Unchecked, since the library takes an IOException for the end of one tag and goes on.
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message);
    }
  }
}
