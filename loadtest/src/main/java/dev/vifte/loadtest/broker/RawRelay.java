package dev.vifte.loadtest.broker;

import dev.vifte.testkit.Fixtures;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The same with the NATS client alone: fetch a batch, publish each, acknowledge each once its
/// successor is confirmed. What a program by hand would do, and no faster than that.
final class RawRelay implements Contender {
  private static final String STREAM = "RAW";
  private static final String FROM = "raw.from";
  private static final String TO = "raw.to";
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final String who;
  private final int messages;
  private final Connection connection;
  private final JetStream stream;
  private final JetStreamSubscription from;
  private final byte[] body = Fixtures.message(0).json();

  private RawRelay(String who, int messages, Connection connection) throws Exception {
    this.who = who;
    this.messages = messages;
    this.connection = connection;
    this.stream = connection.jetStream();
    this.from = stream.subscribe(FROM, PullSubscribeOptions.builder().durable("relay").build());
  }

  static RawRelay on(String who, String url, int messages) throws Exception {
    Connection connection = Nats.connect(url);
    JetStreamManagement management = connection.jetStreamManagement();
    management.addStream(
        StreamConfiguration.builder()
            .name(STREAM)
            .subjects(FROM, TO)
            .retentionPolicy(RetentionPolicy.WorkQueue)
            .storageType(StorageType.File)
            .build());
    return new RawRelay(who, messages, connection);
  }

  @Override
  public String what() {
    return "messages relayed";
  }

  @Override
  public String who() {
    return who;
  }

  @Override
  public double perSecond() throws Exception {
    publish(FROM, messages);
    long begun = System.nanoTime();
    int relayed = 0;
    while (relayed < messages) {
      List<Message> batch = from.fetch(Math.min(Relay.AT_ONCE, messages - relayed), WAIT);
      var acknowledged = new ArrayList<CompletableFuture<Void>>();
      for (Message message : batch) {
        acknowledged.add(stream.publishAsync(TO, message.getData()).thenRun(message::ack));
      }
      acknowledged.forEach(CompletableFuture::join);
      relayed += batch.size();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    var _ = connection.jetStreamManagement().purgeStream(STREAM);
    return messages / seconds;
  }

  private void publish(String subject, int count) {
    for (int at = 0; at < count; at += Relay.AT_ONCE) {
      var confirmed = new ArrayList<CompletableFuture<PublishAck>>();
      for (int i = at; i < Math.min(count, at + Relay.AT_ONCE); i++) {
        confirmed.add(stream.publishAsync(subject, body));
      }
      confirmed.forEach(CompletableFuture::join);
    }
  }

  void close() throws InterruptedException {
    connection.close();
  }
}
