package dev.vifte.embedded;

import dev.vifte.NewerFormatException;
import dev.vifte.embedded.WorkTable.Lease;
import dev.vifte.embedded.WorkTable.Oldest;
import dev.vifte.embedded.WorkTable.Row;
import dev.vifte.embedded.WorkTable.Taken;
import dev.vifte.job.JobId;
import dev.vifte.queue.Backlog;
import dev.vifte.queue.Delivery;
import dev.vifte.queue.Fairness;
import dev.vifte.queue.JobMessages;
import dev.vifte.queue.KnownMessages;
import dev.vifte.queue.Load;
import dev.vifte.queue.PoolName;
import dev.vifte.queue.PoolSubscription;
import dev.vifte.queue.PullSource;
import dev.vifte.queue.QueueFullException;
import dev.vifte.queue.Receipt;
import dev.vifte.queue.Slots;
import dev.vifte.queue.TaskFilter;
import dev.vifte.queue.TaskMessage;
import dev.vifte.queue.WorkQueue;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/// The queue as a table. A pull that finds nothing waits for a signal of this JVM or for the end of
/// the next lease or delay, and asks the database again only then.
final class SqliteQueue implements WorkQueue, KnownMessages, JobMessages {
  private static final String STREAM = "work";

  /// The clock is injected and may jump: a waiting pull looks at it this often.
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Shared shared;
  private final Database database;
  private final WorkTable table;
  private final Tally tally;
  private final long maxBytes;
  private final InstantSource clock;
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();
  private final Map<String, Fairness> fairness = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private SqliteQueue(Shared shared, Tally tally, EmbeddedSettings settings) {
    this.shared = shared;
    this.database = shared.database();
    this.table = new WorkTable(tally);
    this.tally = tally;
    this.maxBytes = settings.maxQueueBytes();
    this.clock = settings.clock();
  }

  static SqliteQueue open(Shared shared, Tally tally, EmbeddedSettings settings)
      throws IOException {
    var queue = new SqliteQueue(shared, tally, settings);
    Calls.await(queue.database.write(queue::recover));
    return queue;
  }

  @Override
  public List<Receipt> publish(List<TaskMessage> messages) throws IOException {
    List<Row> rows = messages.stream().map(SqliteQueue::row).toList();
    Optional<List<Receipt>> receipts = call(session -> insert(session, rows));
    rows.stream().map(Row::pool).distinct().forEach(pool -> signal(pool).raise());
    return receipts.orElseThrow(() ->
        new QueueFullException(
            ("the queue holds %d of at most %d bytes; it drains by itself: try again later, or"
                    + " raise its limit")
                .formatted(tally.bytes(), maxBytes)));
  }

  @Override
  public boolean holds(Receipt receipt) throws IOException {
    return call(
        session -> receipt.stream().equals(STREAM) && table.holds(session, receipt.sequence()));
  }

  @Override
  public boolean holds(String id) throws IOException {
    return call(session -> table.find(session, id).isPresent());
  }

  @Override
  public Source<Delivery, NotUsed> deliveries(PoolSubscription pool, Slots free) {
    return PullSource.of(
        free, (max, wait) -> pull(pool, max, wait), task -> Thread.ofVirtual().start(task));
  }

  @Override
  public Backlog backlog(PoolName pool) throws IOException {
    Oldest oldest = call(session -> table.oldest(session, pool.value()));
    var perLane = tally.waiting(pool.value());
    long now = now();
    return new Backlog(
        perLane.values().stream().mapToLong(Long::longValue).sum(),
        tally.inFlight(pool.value()),
        age(oldest.waiting(), now),
        age(oldest.held(), now),
        tally.bytes(),
        maxBytes,
        perLane);
  }

  @Override
  public Load load() {
    return tally.load(maxBytes);
  }

  @Override
  public long purge(TaskFilter which) throws IOException {
    return call(session ->
        table.purge(
            session, which.pool().map(PoolName::value), which.tenant().map(t -> t.value())));
  }

  @Override
  public Discarded discard(JobId job) throws IOException {
    return call(session -> table.discard(session, job));
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      signals.values().forEach(Signal::raise);
      shared.release();
    }
  }

  /// Removes a message. Nobody waits until that is durable: a crash before it is delivers the
  /// message again, and that does no harm.
  void remove(Lease lease) throws IOException {
    requireOpen();
    var _ =
        database.writePatiently(session -> {
          table.remove(session, lease);
          return true;
        });
  }

  /// Puts a message back until a time, 0 for at once.
  void putBack(Lease lease, long until) throws IOException {
    call(session -> {
      table.putBack(session, lease, until);
      return true;
    });
    signal(lease.pool()).raise();
  }

  void renew(Lease lease, Duration by) throws IOException {
    call(session -> {
      table.renew(session, lease, now() + Micros.of(by));
      return true;
    });
  }

  long now() {
    return Micros.of(clock.instant());
  }

  /// What a pull brought, or when to look again.
  private record Pulled(List<Taken> taken, OptionalLong nextReturn) {}

  private List<Delivery> pull(PoolSubscription pool, int max, Duration wait) throws Exception {
    String name = pool.pool().value();
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      long seen = signal(name).count();
      long asked = now(); // a lease that runs out later may have its renewal waiting behind this
      Pulled pulled = call(session -> take(session, pool, max, asked));
      if (!pulled.taken.isEmpty() || !comesBack(name, seen, pulled.nextReturn, end)) {
        return pulled.taken.stream().flatMap(taken -> delivery(pool, taken).stream()).toList();
      }
    }
  }

  /// Waits until there may be more; false when the time is over.
  private boolean comesBack(String pool, long seen, OptionalLong nextReturn, long end)
      throws InterruptedException {
    long left = end - System.nanoTime();
    while (left > 0) {
      long nanos = nextReturn.isPresent() ? Math.min(left, GLANCE.toNanos()) : left;
      if (signal(pool).await(seen, nanos) || now() >= nextReturn.orElse(Long.MAX_VALUE)) {
        return true;
      }
      left = end - System.nanoTime();
    }
    return false;
  }

  private Pulled take(Session session, PoolSubscription pool, int max, long asked)
      throws SQLException {
    String name = pool.pool().value();
    table.expire(session, name, asked);
    long now = now();
    var turns = fairness.computeIfAbsent(name, _ -> new Fairness());
    var open = new ArrayList<>(table.places(session, name));
    var taken = new ArrayList<Taken>();
    turns.begin(open);
    while (taken.size() < max && !open.isEmpty()) {
      var place = turns.next(open);
      var one = table.take(session, name, place, now + Micros.of(pool.lease()));
      one.ifPresentOrElse(taken::add, () -> open.remove(place));
      one.ifPresent(t -> turns.charge(place, Fairness.cost(t.cost())));
    }
    return new Pulled(
        taken, taken.isEmpty() ? table.nextReturn(session, name) : OptionalLong.empty());
  }

  /// None for a message that a newer version left here before this one was put back in its place.
  private Optional<Delivery> delivery(PoolSubscription pool, Taken taken) {
    try {
      var message = TaskMessage.fromJson(taken.body());
      var lease =
          new Lease(
              taken.seq(),
              taken.deliveries(),
              pool.pool().value(),
              Lanes.number(message.lane()),
              message.tenant().value());
      return Optional.of(new SqliteDelivery(this, message, lease, pool.lease()));
    } catch (NewerFormatException _) {
      return Optional.empty();
    }
  }

  private Optional<List<Receipt>> insert(Session session, List<Row> rows) throws SQLException {
    if (tally.bytesWritten() + bytesOf(rows) > maxBytes
        && tally.bytesWritten() + bytesOf(missing(session, rows)) > maxBytes) {
      return Optional.empty();
    }
    long now = now();
    var receipts = new ArrayList<Receipt>(rows.size());
    for (Row row : rows) {
      receipts.add(new Receipt(STREAM, table.insert(session, row, now)));
    }
    return Optional.of(receipts);
  }

  private List<Row> missing(Session session, List<Row> rows) throws SQLException {
    var missing = new ArrayList<Row>();
    for (Row row : rows) {
      if (table.find(session, row.id()).isEmpty()) {
        missing.add(row);
      }
    }
    return missing;
  }

  private boolean recover(Session session) throws SQLException {
    table.releaseAll(session);
    tally.count(session);
    return true;
  }

  private static Duration age(long published, long now) {
    return Duration.ofNanos(Math.max(0, now - published) * 1000);
  }

  private <T> T call(Work<T> work) throws IOException {
    requireOpen();
    return Calls.await(database.write(work));
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the queue is closed");
    }
  }

  private Signal signal(String pool) {
    return signals.computeIfAbsent(pool, _ -> new Signal());
  }

  private static long bytesOf(List<Row> rows) {
    return rows.stream().mapToLong(Row::bytes).sum();
  }

  private static Row row(TaskMessage message) {
    return new Row(
        message.id(),
        message.pool().value(),
        Lanes.number(message.lane()),
        Math.floorMod(message.shard(), TaskMessage.SHARDS),
        message.tenant().value(),
        message.cost(),
        message.json());
  }
}
