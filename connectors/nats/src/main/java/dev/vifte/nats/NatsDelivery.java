package dev.vifte.nats;

import dev.vifte.nats.Fetch.Got;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.TaskMessage;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// One delivery of one message. The server would take a settlement from anybody at any time, so the
/// delivery itself knows until when its lease runs at least, and does nothing after that.
final class NatsDelivery implements Delivery {
  private static final byte[] ACK = "+ACK".getBytes(StandardCharsets.US_ASCII);

  private final Api api;
  private final Wakes wakes;
  private final Got got;
  private final TaskMessage message;
  private final Duration lease;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile long end;

  /// @throws IllegalArgumentException when it is no task message
  NatsDelivery(Api api, Wakes wakes, Got got, Duration lease) {
    this.api = api;
    this.wakes = wakes;
    this.got = got;
    this.message = TaskMessage.fromJson(got.message().getData());
    this.lease = lease;
    this.end = got.since() + lease.toNanos();
  }

  @Override
  public TaskMessage message() {
    return message;
  }

  @Override
  public int deliveries() {
    return (int) got.message().metaData().deliveredCount();
  }

  @Override
  public void stillWorking() throws IOException {
    if (settled.get() || isOver()) {
      return;
    }
    long from = System.nanoTime();
    tell("+WPI");
    end = from + lease.toNanos();
  }

  /// A settlement that fails does not count, so it can be tried again.
  @Override
  public void settle(Settlement how) throws IOException {
    if (isOver() || !settled.compareAndSet(false, true)) {
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
      // nobody waits until it is gone: should this get lost, the message comes once more
      case Settlement.Done() -> api.say(got.message().getReplyTo(), ACK);
      case Settlement.HandBack() -> putBack(Duration.ZERO);
      case Settlement.Later(Duration delay) -> putBack(delay);
    }
  }

  private void putBack(Duration delay) throws IOException {
    if (delay.isZero()) {
      tell("-NAK");
      wakes.say(got.place());
    } else {
      tell("-NAK {\"delay\": %d}".formatted(delay.toNanos()));
      wakes.sayAfter(got.place(), delay);
    }
  }

  /// Waits until the server has done it.
  private void tell(String what) throws IOException {
    byte[] body = what.getBytes(StandardCharsets.US_ASCII);
    var _ = Api.await(api.send(got.message().getReplyTo(), new Headers(), body));
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }
}
