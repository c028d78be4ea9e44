package dev.vifte.embedded;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// What the four parts of a backend stand on; the last of them to close closes it.
final class Shared {
  private static final int PARTS = 4;

  private final Database database;
  private final Home home;
  private final AtomicInteger open = new AtomicInteger(PARTS);

  Shared(Database database, Home home) {
    this.database = database;
    this.home = home;
  }

  Database database() {
    return database;
  }

  Home home() {
    return home;
  }

  /// Called once by each part when it closes.
  void release() throws IOException {
    if (open.decrementAndGet() == 0) {
      try (home;
          database) {
        // the database before the folder it lies in
      }
    }
  }
}
