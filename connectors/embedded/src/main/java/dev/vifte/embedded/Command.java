package dev.vifte.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Work on its way to a connection's thread, and the future of whoever waits for it.
final class Command<T> {
  /// With whom it shares a transaction.
  enum Pace {
    /// With all that waits.
    SOON,
    /// The same, and nobody waits for it.
    LATER,
    /// With nothing else.
    ALONE
  }

  private final Work<T> work;
  private final Pace pace;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private Optional<T> result = Optional.empty();

  Command(Work<T> work, Pace pace) {
    this.work = work;
    this.pace = pace;
  }

  boolean canWait() {
    return pace == Pace.LATER;
  }

  boolean alone() {
    return pace == Pace.ALONE;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /// Does the work; its result is told only by [#succeed].
  void run(Session session) throws SQLException, IOException {
    result = Optional.of(work.run(session));
  }

  void succeed() {
    future.complete(result.orElseThrow());
  }

  void fail(Throwable why) {
    future.completeExceptionally(why);
  }
}
