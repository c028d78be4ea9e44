package dev.vifte.embedded;

import dev.vifte.embedded.WorkTable.Lease;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.TaskMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// One receipt of one row. The row knows its latest delivery, so an earlier one changes nothing.
final class SqliteDelivery implements Delivery {
  private final SqliteQueue queue;
  private final TaskMessage message;
  private final Lease lease;
  private final Duration length;
  private final AtomicBoolean settled = new AtomicBoolean();

  SqliteDelivery(SqliteQueue queue, TaskMessage message, Lease lease, Duration length) {
    this.queue = queue;
    this.message = message;
    this.lease = lease;
    this.length = length;
  }

  @Override
  public TaskMessage message() {
    return message;
  }

  @Override
  public int deliveries() {
    return lease.deliveries();
  }

  @Override
  public void stillWorking() throws IOException {
    if (!settled.get()) {
      queue.renew(lease, length);
    }
  }

  /// A settlement that fails does not count, so it can be tried again.
  @Override
  public void settle(Settlement how) throws IOException {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    try {
      settleNow(how);
    } catch (IOException | RuntimeException e) {
      settled.set(false);
      throw e;
    }
  }

  private void settleNow(Settlement how) throws IOException {
    switch (how) {
      case Settlement.Done() -> queue.remove(lease);
      case Settlement.HandBack() -> queue.putBack(lease, 0);
      case Settlement.Later(Duration delay) ->
          queue.putBack(lease, delay.isZero() ? 0 : queue.now() + Micros.of(delay));
    }
  }
}
