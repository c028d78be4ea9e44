package dev.vifte.run;

import dev.vifte.observe.PipelineEvent.DeliveryFailed;
import dev.vifte.observe.PipelineEvent.PoolRestarted;
import dev.vifte.observe.Step;
import dev.vifte.pipeline.Scale;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.Settlement;
import dev.vifte.queue.Slots;
import dev.vifte.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/// The workers of one stage kind on one node: one stream from the queue to settled deliveries. As
/// many deliveries are out as there are slots; nothing is fetched that cannot start.
public final class StagePool {
  private final NodeContext node;
  private final PoolName name;
  private final Slots slots;
  private final PoolBreaker breaker;
  private final Attempt attempt;
  private final Heartbeats heartbeats;
  private volatile Duty duty;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger busy = new AtomicInteger();
  private CompletionStage<Done> ended = CompletableFuture.completedFuture(Done.getInstance());

  /// What the pipelines ask of a pool; changes with them.
  ///
  /// @param stages whose probes tell whether work can go on
  record Duty(Scale scale, List<Stage> stages) {}

  StagePool(
      NodeContext node, PoolName name, Duty duty, Attempt.Tools tools, Heartbeats heartbeats) {
    this.node = node;
    this.name = name;
    this.duty = duty;
    this.slots = new Slots(duty.scale().min());
    this.breaker = new PoolBreaker(node, name, slots, this::stages);
    this.attempt = new Attempt(node, tools, breaker);
    this.heartbeats = heartbeats;
  }

  /// The whole of it. As many deliveries are in hand as there are slots, never more.
  private Source<Done, NotUsed> graph() {
    var subscription = new PoolSubscription(name, node.limits().lease());
    return node.backend()
        .queue()
        .deliveries(subscription, slots)
        .mapAsyncUnordered(Scale.MOST, this::handle);
  }

  /// One delivery, from receipt to settlement, with its lease kept alive. Never fails: what goes
  /// wrong here comes again when the lease ends.
  private CompletionStage<Done> handle(Delivery delivery) {
    return CompletableFuture.supplyAsync(
        () -> {
          busy.incrementAndGet();
          try (var _ = heartbeats.start(delivery)) {
            settle(delivery, attempt.handle(delivery));
          } catch (IOException | RuntimeException e) {
            node.listener().on(new DeliveryFailed(delivery.message().task(), e));
          } finally {
            busy.decrementAndGet();
            slots.release(1);
          }
          return Done.getInstance();
        },
        threads);
  }

  private void settle(Delivery delivery, Optional<Settlement> how) throws IOException {
    if (how.isPresent()) {
      delivery.settle(how.get());
      node.steps().done(Step.TASK_SETTLED);
    }
  }

  /// Starts the stream; it is started again, with growing pauses, when the queue breaks under it.
  void start(Materializer materializer) {
    var restart = RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
    ended =
        RestartSource.onFailuresWithBackoff(
                restart, () -> graph().mapError(Throwable.class, this::tell))
            .runWith(Sink.ignore(), materializer);
  }

  private Throwable tell(Throwable cause) {
    node.listener().on(new PoolRestarted(name, cause));
    return cause;
  }

  /// Stops pulling. The result completes when everything in hand is settled.
  CompletionStage<Done> drain() {
    slots.close();
    return ended;
  }

  /// Grows or shrinks by one slot, by what waits.
  void adapt() throws IOException {
    Backlog backlog = node.backend().queue().backlog(name);
    slots.resize(Scaler.next(duty.scale(), slots.size(), busy.get(), backlog.waiting()));
  }

  /// The pipelines ask for something else from now on.
  void serve(Duty next) {
    duty = next;
  }

  /// An attempt of some pool of this node found the store down.
  void storeDown() {
    breaker.storeDown();
  }

  private List<Stage> stages() {
    return duty.stages();
  }

  public PoolName name() {
    return name;
  }

  /// Tasks in hand.
  public int busy() {
    return busy.get();
  }

  /// Places now, between the scale's minimum and maximum.
  public int size() {
    return slots.size();
  }
}
