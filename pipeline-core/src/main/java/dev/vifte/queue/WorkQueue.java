package dev.vifte.queue;

import java.io.IOException;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// Delivery of tasks, at least once, under leases. Blocking calls, made from virtual threads; safe
/// for use by many threads. Every backend passes `WorkQueueContract` of the testkit, which checks
/// what is promised here.
public interface WorkQueue extends AutoCloseable {
  /// Publishes; all are durable when it returns, in the order of the list. A message whose
  /// [TaskMessage#id] was published a short while ago and is still held is not stored twice and
  /// gets the receipt of the first. When it fails some of the messages may be durable: repeating
  /// the call is harmless.
  ///
  /// @throws QueueFullException when the limit of bytes is reached
  List<Receipt> publish(List<TaskMessage> messages) throws IOException;

  /// Whether the message is still in the queue: waiting, delayed, or under a lease; or settled only
  /// a moment ago.
  boolean holds(Receipt receipt) throws IOException;

  /// Deliveries for a pool. Reserves free slots and pulls exactly that many; whoever settles a
  /// delivery releases its slot. Lanes share by weight. Completes when `free` is closed, fails when
  /// the queue is closed under it.
  Source<Delivery, NotUsed> deliveries(PoolSubscription pool, Slots free);

  /// How much waits; a second old at most.
  Backlog backlog(PoolName pool) throws IOException;

  /// What the whole queue holds; a second old at most.
  Load load() throws IOException;

  /// Removes waiting messages; returns how many. Messages under a lease may go too: their
  /// deliveries end as ever, but are not repeated.
  long purge(TaskFilter which) throws IOException;

  @Override
  void close() throws IOException;
}
