package dev.vifte.nats;

import dev.vifte.nats.Api.Stored;
import dev.vifte.nats.Placing.Placed;
import dev.vifte.queue.QueueFullException;
import dev.vifte.queue.TaskMessage;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Publishes messages side by side; the server keeps them in order. Safe for use by many threads.
final class Publishing {
  /// The server knows an id a moment before it has stored the message.
  private static final Duration MOMENT = Duration.ofMillis(20);

  private static final int MOMENTS = 100;

  private final Api api;
  private final Layout layout;
  private final Consumers consumers;

  Publishing(Api api, Layout layout, Consumers consumers) {
    this.api = api;
    this.layout = layout;
    this.consumers = consumers;
  }

  /// Publishes each id once and waits for all; by id.
  ///
  /// @throws QueueFullException when at least one was refused for lack of space
  Map<String, Stored> publish(List<Placed> messages) throws IOException {
    try {
      return publishNow(messages);
    } catch (RefusedException e) {
      if (e.code() == RefusedException.NOBODY_THERE) {
        consumers.restoreStream();
        return publishNow(messages);
      }
      throw e.code() == RefusedException.NO_SPACE ? full(e) : e;
    }
  }

  private Map<String, Stored> publishNow(List<Placed> messages) throws IOException {
    Map<String, CompletableFuture<Stored>> started = new LinkedHashMap<>();
    for (Placed each : messages) {
      if (!started.containsKey(each.message().id())) {
        started.put(each.message().id(), start(each, MOMENTS));
      }
    }
    // all of them have ended, one way or another, before the first failure is told
    CompletableFuture.allOf(started.values().toArray(CompletableFuture[]::new))
        .exceptionally(_ -> null)
        .join();
    Map<String, Stored> stored = new LinkedHashMap<>();
    for (Map.Entry<String, CompletableFuture<Stored>> each : started.entrySet()) {
      stored.put(each.getKey(), Api.await(each.getValue()));
    }
    return stored;
  }

  private CompletableFuture<Stored> start(Placed placed, int tries) throws IOException {
    TaskMessage message = placed.message();
    var headers = new Headers().put("Nats-Msg-Id", message.id());
    String subject = layout.workSubject(placed.place(), message.tenant());
    return api.publish(subject, headers, message.json())
        .exceptionallyCompose(e -> again(placed, tries - 1, e));
  }

  /// Another is just publishing the same id: the answer is known in a moment.
  private CompletableFuture<Stored> again(Placed placed, int tries, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean inProcess =
        cause instanceof RefusedException refused
            && refused.code() == RefusedException.SAME_ID_UNDER_WAY;
    if (!inProcess || tries == 0) {
      return CompletableFuture.failedFuture(cause);
    }
    return CompletableFuture.supplyAsync(
            () -> placed,
            CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(same -> {
          try {
            return start(same, tries);
          } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
          }
        });
  }

  private QueueFullException full(RefusedException e) {
    return new QueueFullException(
        "the queue %s is full (%s); it drains by itself: try again later, or raise its limit"
            .formatted(layout.work().getName(), e.getMessage()));
  }
}
