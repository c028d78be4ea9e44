package dev.vifte.loadtest.ingest;

import dev.vifte.loadtest.Wait;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.PublishAck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// `./dev load --nats`: publishes events at a steady rate and follows the lifecycle events until
/// every job has ended.
public final class NatsLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private final Plan plan;
  private final Ledger ledger = new Ledger();

  /// What is asked for.
  ///
  /// @param what an object, as `s3://bucket/key`, or a file whose bytes go along
  record Plan(String url, String space, String pipeline, String what, int rate, int count) {}

  private NatsLoad(Plan plan) {
    this.plan = plan;
  }

  /// Exits with 1 when a job is not completed.
  ///
  /// @param args server, space, pipeline, file or object, events a second, number of events
  public static void main(String[] args) throws Exception {
    var plan =
        new Plan(
            args[0],
            args[1],
            args[2],
            args[3],
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
    System.exit(new NatsLoad(plan).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Connection connection = Nats.connect(plan.url());
    try {
      JetStream stream = connection.jetStream();
      follow(connection, stream);
      long from = System.nanoTime();
      publish(stream, from);
      double publishing = (System.nanoTime() - from) / 1e9;
      Wait.until(() -> ledger.open() == 0, OFTEN, PATIENCE);
      report(publishing, (System.nanoTime() - from) / 1e9);
    } finally {
      connection.close();
    }
    return ledger.states().getOrDefault("completed", 0) == plan.count();
  }

  /// In order and without gaps, beginning with what comes now.
  private void follow(Connection connection, JetStream stream) throws Exception {
    var fromNow = ConsumerConfiguration.builder().deliverPolicy(DeliverPolicy.New).build();
    var options = PushSubscribeOptions.builder().ordered(true).configuration(fromNow).build();
    var _ =
        stream.subscribe(
            plan.space() + ".event.>", connection.createDispatcher(), this::hear, false, options);
  }

  private void hear(Message message) {
    UploadEvent.end(message.getData())
        .ifPresent(end -> ledger.ended(end.trace(), end.state(), System.nanoTime()));
  }

  /// Each at its time, whether those before are confirmed or not.
  private void publish(JetStream stream, long from) throws Exception {
    String subject = "%s.ingest.%s".formatted(plan.space(), plan.pipeline());
    byte[] file = named() ? new byte[0] : Files.readAllBytes(Path.of(plan.what()));
    List<CompletableFuture<PublishAck>> confirmed = new ArrayList<>();
    for (int i = 0; i < plan.count(); i++) {
      long at = from + Duration.ofSeconds(1).toNanos() * i / plan.rate();
      Wait.pause(Duration.ofNanos(at - System.nanoTime()));
      UploadEvent event = event(i, file);
      ledger.published(event.trace(), System.nanoTime());
      confirmed.add(stream.publishAsync(subject, event.json().getBytes(StandardCharsets.UTF_8)));
    }
    for (CompletableFuture<PublishAck> each : confirmed) {
      each.join();
    }
  }

  private boolean named() {
    return plan.what().startsWith("s3://");
  }

  private UploadEvent event(int number, byte[] file) {
    return named()
        ? UploadEvent.naming(RANDOM, plan.what())
        : UploadEvent.inline(RANDOM, "load-%d.jpg".formatted(number), file);
  }

  private void report(double publishing, double all) {
    System.out.printf("events published  %d in %.1f s%n", plan.count(), publishing);
    System.out.printf("jobs ended        %s in %.1f s%n", ledger.states(), all);
    System.out.printf("not ended         %d%n", ledger.open());
    System.out.printf(
        "publish to end    p50 %d ms, p95 %d ms, p99 %d ms%n",
        ledger.ready(0.5).toMillis(), ledger.ready(0.95).toMillis(), ledger.ready(0.99).toMillis());
  }
}
