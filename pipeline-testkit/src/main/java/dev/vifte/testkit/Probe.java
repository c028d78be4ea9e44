package dev.vifte.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/// Collects the elements of a stream and waits for them with a deadline. Close it to cancel the
/// stream.
///
/// ```java
/// try (Probe<Delivery> probe = Probe.of(queue.deliveries(pool, slots))) {
///   probe.next().settle(Settlement.done());
/// }
/// ```
public final class Probe<T> implements AutoCloseable {
  /// How long anything may take that should come; generous, for slow machines.
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  /// How long to watch for something that should not come.
  public static final Duration QUIET = Duration.ofMillis(250);

  private final BlockingQueue<T> elements = new LinkedBlockingQueue<>();
  private final UniqueKillSwitch cancel;
  private final CompletionStage<Done> end;

  private Probe(Source<T, ?> source) {
    var running =
        source
            .viaMat(KillSwitches.single(), Keep.right())
            .toMat(Sink.foreach(elements::add), Keep.both())
            .run(Streams.system());
    cancel = running.first();
    end = running.second();
  }

  /// Runs a source, taking all it gives.
  public static <T> Probe<T> of(Source<T, ?> source) {
    return new Probe<>(source);
  }

  /// The next element.
  ///
  /// @throws AssertionError when none comes before the deadline
  public T next() throws InterruptedException {
    T next = elements.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + DEADLINE + "; the stream: " + end);
    }
    return next;
  }

  /// The next `count` elements.
  public List<T> next(int count) throws InterruptedException {
    var all = new ArrayList<T>(count);
    while (all.size() < count) {
      all.add(next());
    }
    return all;
  }

  /// Watches for a short while and fails when an element comes.
  public void expectNothing() throws InterruptedException {
    Optional<T> unexpected = poll(QUIET);
    if (unexpected.isPresent()) {
      throw new AssertionError("nothing should have come, but this did: " + unexpected.get());
    }
  }

  /// The next element if one comes within `atMost`.
  public Optional<T> poll(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(elements.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Waits for the stream to complete.
  public void awaitEnd() throws Exception {
    end.toCompletableFuture().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits for the stream to fail, and tells why it did.
  public Throwable awaitFailure() throws InterruptedException, TimeoutException {
    try {
      end.toCompletableFuture().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
    throw new AssertionError("the stream completed; it should have failed");
  }

  /// Cancels the stream.
  @Override
  public void close() {
    cancel.shutdown();
  }

  /// Waits until `condition` holds; for what gives no signal. Looks every few milliseconds.
  public static void eventually(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": not within " + DEADLINE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
