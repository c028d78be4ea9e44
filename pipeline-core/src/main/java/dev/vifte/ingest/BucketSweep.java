package dev.vifte.ingest;

import dev.vifte.ingest.Arrival.Seen;
import dev.vifte.ingest.ArrivalResult.Later;
import dev.vifte.object.BucketEntry;
import dev.vifte.object.Buckets;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.reconcile.Leadership;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Lists the places that are watched, again and again, and brings what is new: the base that works
/// with any S3 store; notifications only make it faster. Of many nodes one does this at a time.
public final class BucketSweep implements AutoCloseable {
  /// An object younger than this may be followed by another write; the next round takes it.
  private static final Duration SETTLE = Duration.ofSeconds(2);

  /// A wait up to this is waited for; what must wait longer is left to the next round.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int BATCH = 500;

  /// Objects that are copied at once.
  private static final int HANDS = 8;

  /// What is remembered takes 8 MiB.
  private static final int PLACES = 1 << 20;

  private final NodeContext node;
  private final Arrivals arrivals;
  private final Buckets buckets;
  private final Leadership leadership;
  private final SeenObjects seen = new SeenObjects(PLACES);
  private final Set<Watch> troubled = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sweep").factory());
  private final ExecutorService hands =
      Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().name("sweep-", 0).factory());

  public BucketSweep(NodeContext node, Arrivals arrivals, Buckets buckets) {
    this.node = node;
    this.arrivals = arrivals;
    this.buckets = buckets;
    this.leadership = new Leadership(node, "sweep", Duration.ofSeconds(15));
  }

  /// Starts the rounds; does nothing when nothing is watched.
  public void start() {
    if (!arrivals.settings().watches().isEmpty()) {
      long pause = arrivals.settings().sweep().toMillis();
      var _ = timer.scheduleWithFixedDelay(this::round, 0, pause, TimeUnit.MILLISECONDS);
    }
  }

  /// One round over all places. One that cannot be listed does not keep the others waiting, and is
  /// told of once, not every round.
  public void round() {
    for (Watch watch : arrivals.settings().watches()) {
      try {
        sweep(watch);
        troubled.remove(watch);
      } catch (IOException | RuntimeException e) {
        if (troubled.add(watch)) {
          node.listener().on(new NodeTroubled(e));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void sweep(Watch watch) throws IOException, InterruptedException {
    if (!leadership.leads()) {
      return;
    }
    var batch = new ArrayList<Seen>();
    Instant settled = node.clock().instant().minus(SETTLE);
    try (Stream<BucketEntry> all = buckets.list(watch.bucket(), watch.prefix(), "")) {
      var news = all.filter(entry -> isNews(entry, watch, settled)).iterator();
      while (news.hasNext()) {
        BucketEntry entry = news.next();
        batch.add(new Seen(entry.bucket(), entry.key(), entry.etag()));
        if (batch.size() == BATCH) {
          bring(batch, watch);
          batch.clear();
        }
      }
    }
    bring(batch, watch);
  }

  private boolean isNews(BucketEntry entry, Watch watch, Instant settled) {
    String bucket = entry.bucket();
    return !seen.has(bucket, entry.key(), entry.etag())
        && !entry.modified().isAfter(settled)
        && !arrivals.settings().isOwn(bucket, entry.key())
        && arrivals.settings().watch(bucket, entry.key()).filter(watch::equals).isPresent();
  }

  private void bring(List<Seen> batch, Watch watch) throws IOException, InterruptedException {
    var known = arrivals.known(batch, watch.pipeline());
    known.forEach(this::remember);
    List<Seen> news = batch.stream().filter(each -> !known.contains(each)).toList();
    List<Callable<Boolean>> work =
        news.stream().<Callable<Boolean>>map(each -> () -> bring(each, watch)).toList();
    var done = hands.invokeAll(work).iterator();
    for (Seen each : news) {
      Future<Boolean> brought = done.next();
      if (brought.state() == Future.State.SUCCESS && brought.resultNow()) {
        remember(each);
      }
    }
  }

  /// Whether that object needs no more looks.
  private boolean bring(Seen object, Watch watch) throws IOException, InterruptedException {
    for (int tried = 0; leadership.leads(); tried++) {
      ArrivalResult result = arrivals.accept(Arrival.of(object, watch.pipeline()), tried);
      if (!(result instanceof Later(Duration wait, String _))) {
        return true;
      }
      boolean tooLong = wait.compareTo(PATIENCE) > 0;
      if (tooLong || closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private void remember(Seen object) {
    seen.add(object.bucket(), object.key(), object.etag());
  }

  /// Ends the rounds and lets another node take over.
  @Override
  public void close() {
    closing.countDown();
    timer.shutdownNow();
    hands.shutdownNow();
    try {
      leadership.resign();
    } catch (IOException e) {
      node.listener().on(new NodeTroubled(e));
    }
  }
}
