package dev.vifte.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Work on its way to a connection's thread, and the future of whoever waits for it.
final class Command<T> {
  private final Work<T> work;
  private final boolean canWait;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private Optional<T> result = Optional.empty();

  /// @param canWait nobody waits for it
  Command(Work<T> work, boolean canWait) {
    this.work = work;
    this.canWait = canWait;
  }

  boolean canWait() {
    return canWait;
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
