package dev.vifte.nats;

import dev.vifte.Node;
import dev.vifte.ingest.Arrival;
import dev.vifte.ingest.ArrivalResult;
import dev.vifte.ingest.Arrivals;
import dev.vifte.job.Subject;
import dev.vifte.queue.Slots;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what others publish to `<space>.ingest.<pipeline>` and what a store says of its buckets on
/// `<space>.bucket`. A message goes when its job, or its dead letter, is on record; whatever
/// happens before that, it comes again. Closing stops pulling and lets what has begun end within
/// the node's drain time.
public final class NatsIngest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NatsIngest.class);

  /// Messages worked on at once: most of the time they wait for a store.
  private static final int PARALLEL = 16;

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Executor THREADS = task -> Thread.ofVirtual().name("ingest").start(task);

  private final Node node;
  private final Arrivals arrivals;
  private final IngestPull pull;
  private final String bucketSubject;
  private final Slots slots = new Slots(PARALLEL);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("ingest-beat").factory());
  private final CompletionStage<Done> end;
  private boolean troubled;

  private NatsIngest(NatsState state, Node node) {
    this.node = node;
    this.arrivals = node.arrivals();
    Duration lease = node.context().limits().lease();
    this.pull = new IngestPull(state.link(), state.api(), state.layout(), lease);
    this.bucketSubject = state.layout().bucketSubject();
    this.end = stream().runWith(Sink.ignore(), node.system());
  }

  /// Starts to take messages for a node. Close it before the node.
  public static NatsIngest start(NatsState state, Node node) {
    return new NatsIngest(state, node);
  }

  /// Pulls exactly as many as have room, so that none waits here under a running lease.
  private Source<Done, NotUsed> stream() {
    return Source.unfoldAsync(slots, free -> CompletableFuture.supplyAsync(this::pulled, THREADS))
        .mapConcat(batch -> batch)
        .mapAsyncUnordered(
            PARALLEL, one -> CompletableFuture.supplyAsync(() -> work(one), THREADS));
  }

  private Optional<Pair<Slots, List<IngestDelivery>>> pulled() {
    try {
      int free = slots.reserve();
      if (free == 0) {
        return Optional.empty();
      }
      List<IngestDelivery> batch = patiently(free);
      slots.release(free - batch.size());
      return Optional.of(Pair.create(slots, batch));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// A server that is away is told once, and asked again every second.
  private List<IngestDelivery> patiently(int most) throws InterruptedException {
    try {
      List<IngestDelivery> batch = pull.next(most);
      troubled = false;
      return batch;
    } catch (IOException | RuntimeException e) {
      if (!troubled && closing.getCount() > 0) {
        LOG.warn("events from outside cannot be asked for ({}); trying again", e.getMessage());
      }
      troubled = true;
      boolean _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      return List.of();
    }
  }

  private Done work(IngestDelivery delivery) {
    long beat = node.context().limits().beat().toMillis();
    ScheduledFuture<?> beating =
        beats.scheduleAtFixedRate(delivery::stillWorking, beat, beat, TimeUnit.MILLISECONDS);
    try {
      settle(delivery);
    } catch (IOException | RuntimeException e) {
      LOG.warn("an event from outside was not settled ({}); it comes again", e.getMessage());
    } finally {
      beating.cancel(false);
      slots.release(1);
    }
    return Done.getInstance();
  }

  private void settle(IngestDelivery delivery) throws IOException {
    for (Arrival arrival : read(delivery.published())) {
      if (arrivals.accept(arrival, delivery.tried())
          instanceof ArrivalResult.Later(Duration pause, String why)) {
        LOG.debug("an event from outside waits {} ms: {}", pause.toMillis(), why);
        delivery.later(pause);
        return;
      }
    }
    delivery.done();
  }

  private List<Arrival> read(Published message) throws IOException {
    return message.subject().equals(bucketSubject)
        ? BucketNotice.read(message, arrivals.settings())
        : List.of(IngestEvents.read(message, this::named));
  }

  private Subject named(String name) throws IOException {
    return node.jobs().erasures().named(arrivals.settings().tenant(), name);
  }

  @Override
  public void close() {
    closing.countDown();
    slots.close();
    pull.stop();
    try {
      long drain = node.context().limits().drain().toMillis();
      var _ = end.toCompletableFuture().get(drain, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("leaving events from outside to other nodes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pull.close();
    beats.shutdownNow();
  }
}
