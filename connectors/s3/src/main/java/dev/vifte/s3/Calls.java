package dev.vifte.s3;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Makes requests and waits for their answers; what passes by itself is tried again, three times
/// with growing pauses. Only requests that may be repeated go through here. Safe for use by many
/// threads.
final class Calls {
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final double GROWTH = 3;
  private static final double JITTER = 0.5;

  private final Failures failures;
  private final Retry retry =
      Retry.of(
          "s3",
          RetryConfig.custom()
              .maxAttempts(ATTEMPTS)
              .intervalFunction(
                  IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE_MILLIS, GROWTH, JITTER))
              .retryOnException(Failures::passing)
              .build());

  Calls(String where) {
    this.failures = new Failures(where);
  }

  /// @param what it does, for the message of a failure, such as `cannot put a/b`
  <T> T call(String what, Callable<CompletableFuture<T>> request) throws IOException {
    try {
      return retry.executeCallable(() -> await(request.call()));
    } catch (Exception e) {
      throw failures.translate(what, e);
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (InterruptedException e) {
      var _ = answer.thenAccept(Calls::discard);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the S3 store was asked");
    }
  }

  /// An answer that nobody waits for any more must not keep its connection.
  private static void discard(Object answer) {
    if (answer instanceof Closeable open) {
      try {
        open.close();
      } catch (IOException e) {
        // it is gone already
      }
    }
  }
}
