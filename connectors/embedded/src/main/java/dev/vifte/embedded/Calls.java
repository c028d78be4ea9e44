package dev.vifte.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waiting for the database as a blocking call.
final class Calls {
  private Calls() {}

  static <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the database worked");
    } catch (ExecutionException e) {
      throw asIo(e);
    }
  }

  private static IOException asIo(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException unchecked -> throw unchecked;
      case IOException io -> io;
      case Error error -> throw error;
      case Throwable other -> new IOException(other.getMessage(), other);
      case null -> new IOException(e);
    };
  }
}
