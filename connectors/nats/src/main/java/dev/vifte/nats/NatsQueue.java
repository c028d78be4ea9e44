package dev.vifte.nats;

import dev.vifte.nats.Api.Stored;
import dev.vifte.nats.Placing.Placed;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Load;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.PullSource;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskFilter;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// The queue as a stream with a durable consumer for each place.
final class NatsQueue implements WorkQueue {
  private final Api api;
  private final Layout layout;
  private final String stream;
  private final Wakes wakes;
  private final Glance glance;
  private final Backlogs backlogs;
  private final Holdings holdings;
  private final Placing placing;
  private final Publishing publishing;
  private final QueueParts parts;

  NatsQueue(Link link, Api api, Layout layout, InstantSource clock) {
    this.api = api;
    this.layout = layout;
    this.stream = layout.work().getName();
    this.wakes = new Wakes(link, layout);
    var snapshots = new Snapshots(api, layout);
    var consumers = new Consumers(api, layout, new Streams(api));
    this.glance = new Glance(link, snapshots, consumers, wakes);
    this.backlogs = new Backlogs(api, layout, snapshots, clock);
    this.holdings = new Holdings(api, layout);
    this.placing = new Placing(holdings);
    this.publishing = new Publishing(api, layout, consumers);
    this.parts = new QueueParts(link, api, stream, consumers, wakes, glance, new AtomicBoolean());
  }

  @Override
  public List<Receipt> publish(List<TaskMessage> messages) throws IOException {
    parts.requireOpen();
    List<Placed> placed = messages.stream().map(placing::place).toList();
    Map<String, Stored> stored = publishing.publish(placed);
    placed.stream()
        .filter(each -> !stored(stored, each.message()).duplicate())
        .map(Placed::place)
        .distinct()
        .forEach(wakes::say);
    return messages.stream()
        .map(message -> stored(stored, message))
        .map(each -> new Receipt(each.stream(), each.sequence()))
        .toList();
  }

  @Override
  public boolean holds(Receipt receipt) throws IOException {
    parts.requireOpen();
    if (!receipt.stream().equals(stream)) {
      return false;
    }
    try {
      var _ = api.call("STREAM.MSG.GET." + stream, Map.of("seq", receipt.sequence()));
      return true;
    } catch (RefusedException e) {
      if (e.code() == RefusedException.MESSAGE_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /// Each run of the source has a receiver of its own, which ends with it.
  @Override
  public Source<Delivery, NotUsed> deliveries(PoolSubscription pool, Slots free) {
    return Source.lazySource(
            () -> {
              var pull = new PoolPull(parts, pool);
              return PullSource.of(free, pull, task -> Thread.ofVirtual().start(task))
                  .watchTermination((used, end) -> {
                    end.whenComplete((_, _) -> pull.close());
                    return used;
                  });
            })
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  @Override
  public Backlog backlog(PoolName pool) throws IOException {
    parts.requireOpen();
    return backlogs.of(pool);
  }

  @Override
  public Load load() throws IOException {
    parts.requireOpen();
    return holdings.recent().load();
  }

  @Override
  public long purge(TaskFilter which) throws IOException {
    parts.requireOpen();
    return api.call("STREAM.PURGE." + stream, Map.of("filter", layout.workSubjects(which)))
        .path("purged")
        .asLong();
  }

  @Override
  public void close() {
    if (parts.closed().compareAndSet(false, true)) {
      glance.close();
      wakes.close();
    }
  }

  private static Stored stored(Map<String, Stored> all, TaskMessage message) {
    Stored found = all.get(message.id());
    if (found == null) {
      throw new IllegalStateException("no answer for " + message.id());
    }
    return found;
  }
}
