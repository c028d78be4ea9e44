package dev.vifte.event;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Events of one node on their way to the log: in the order they are handed in, many with one call
/// when many wait. Holds at most what its callers have in hand, since each waits for its last. Safe
/// for use by many threads.
public final class EventOutbox {
  private static final int BATCH = 256;

  private final EventLog log;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private boolean sending;

  public EventOutbox(EventLog log) {
    this.log = log;
  }

  private record Waiting(JobEvent event, CompletableFuture<Boolean> done) {}

  /// Hands an event in. The result completes when it is durable, and so is every event before it.
  public CompletableFuture<Boolean> hand(JobEvent event) {
    var waiting = new Waiting(event, new CompletableFuture<>());
    synchronized (queue) {
      queue.add(waiting);
      if (!sending) {
        sending = true;
        Thread.ofVirtual().name("events").start(this::send);
      }
    }
    return waiting.done;
  }

  /// Hands an event in and waits until it is durable.
  public void publish(JobEvent event) throws IOException {
    await(hand(event));
  }

  /// Waits for what [#hand] gave.
  public static void await(CompletableFuture<Boolean> handed) throws IOException {
    try {
      handed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an event was published");
    } catch (ExecutionException e) {
      throw new IOException("an event could not be published: " + e.getCause(), e);
    }
  }

  private void send() {
    List<Waiting> batch = next();
    while (!batch.isEmpty()) {
      send(batch);
      batch = next();
    }
  }

  private void send(List<Waiting> batch) {
    try {
      log.publish(batch.stream().map(Waiting::event).toList());
      batch.forEach(each -> each.done.complete(true));
    } catch (IOException | RuntimeException e) {
      batch.forEach(each -> each.done.completeExceptionally(e));
    }
  }

  private List<Waiting> next() {
    synchronized (queue) {
      var batch = new ArrayList<Waiting>();
      while (batch.size() < BATCH && !queue.isEmpty()) {
        batch.add(queue.remove());
      }
      sending = !batch.isEmpty();
      return batch;
    }
  }
}
