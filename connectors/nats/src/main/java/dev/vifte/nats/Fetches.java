package dev.vifte.nats;

import dev.vifte.Json;
import dev.vifte.nats.Fetch.End;
import dev.vifte.nats.Fetch.Fetched;
import dev.vifte.nats.Fetch.Got;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Fetches what is ready at consumers, without waiting for more; one fetch at a time for each. All
/// answers come through one subscription: a message says which consumer it is from, a status says
/// which request it ends.
final class Fetches implements AutoCloseable {
  /// Longer than a healthy server takes.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Link link;
  private final String operation;
  private final String inbox;
  private final Consumer<Got> late;
  private final Ear ear;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Fetch> byReply = new ConcurrentHashMap<>();
  private final Map<String, Fetch> byConsumer = new ConcurrentHashMap<>();

  /// @param late takes messages that came after their fetch was given up
  Fetches(Link link, String stream, Consumer<Got> late) {
    this.link = link;
    this.operation = "$JS.API.CONSUMER.MSG.NEXT.%s.".formatted(stream);
    this.inbox = link.connection().createInbox();
    this.late = late;
    this.ear = new Ear(link, this::heard);
    ear.add(inbox + ".*");
  }

  /// Asks for up to `count` messages. Ends soon and never fails.
  CompletableFuture<Fetched> fetch(WorkPlace place, int count) {
    String reply = inbox + "." + numbers.incrementAndGet();
    var fetch = new Fetch(place, count, System.nanoTime());
    byReply.put(reply, fetch);
    byConsumer.put(place.durable(), fetch);
    try {
      link.connection().publish(operation + place.durable(), reply, request(count));
    } catch (IllegalStateException e) {
      fetch.end(End.GONE);
    }
    return fetch
        .done()
        .completeOnTimeout(End.GONE, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(end -> {
          byReply.remove(reply);
          byConsumer.remove(place.durable(), fetch);
          return fetch.close(end);
        });
  }

  private static byte[] request(int count) {
    return Json.bytes(Map.of("batch", count, "no_wait", true));
  }

  private void heard(Message message) {
    if (message.isStatusMessage()) {
      Optional.ofNullable(byReply.get(message.getSubject()))
          .ifPresent(fetch -> fetch.end(end(message.getStatus().getCode())));
    } else if (message.isJetStream()) {
      String consumer = message.metaData().getConsumer();
      Fetch fetch = byConsumer.get(consumer);
      if (fetch == null || !fetch.take(message)) {
        WorkPlace.ofDurable(consumer)
            .ifPresent(place -> late.accept(new Got(place, message, System.nanoTime())));
      }
    }
  }

  /// 404 and 408 mean that nothing more is ready.
  private static End end(int status) {
    return status == 404 || status == 408 ? End.EMPTY : End.GONE;
  }

  @Override
  public void close() {
    ear.close();
  }
}
