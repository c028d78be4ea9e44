package dev.vifte.app;

import dev.vifte.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Waits for a server that is not up yet, and says so once. Anything but its absence is an error at
/// once: waiting does not mend wrong credentials.
final class Patience {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Patience() {}

  /// Opens something on a server.
  @FunctionalInterface
  interface Opening<T> {
    T open() throws IOException;
  }

  static <T> T open(Opening<T> opening, Consumer<String> notes) throws IOException {
    boolean told = false;
    while (true) {
      try {
        T opened = opening.open();
        if (told) {
          notes.accept("it is there; going on");
        }
        return opened;
      } catch (UnreachableException e) {
        if (!told) {
          notes.accept(e.getMessage() + "; waiting for it …");
        }
        told = true;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
