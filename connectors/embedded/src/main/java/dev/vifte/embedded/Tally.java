package dev.vifte.embedded;

import dev.vifte.job.TenantId;
import dev.vifte.pipeline.Lane;
import dev.vifte.queue.Load;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;

/// How many messages and bytes the queue holds, so that nobody counts rows. Changed on the writer's
/// thread, and only when the transaction stands; read by any thread.
final class Tally implements Ledger {
  private static final String COUNT =
      "SELECT pool, lane, tenant, until = 0, count(*), sum(bytes) FROM work GROUP BY 1, 2, 3, 4";

  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<String, Long> held = new ConcurrentHashMap<>();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final List<Change> staged = new ArrayList<>();
  private long stagedBytes;

  /// What one statement did to a lane of a pool.
  record Change(String pool, int lane, String tenant, long waiting, long inFlight, long bytes) {
    long messages() {
      return waiting + inFlight;
    }
  }

  private record Pool(AtomicLongArray waiting, AtomicLong inFlight) {
    Pool() {
      this(new AtomicLongArray(Lanes.COUNT), new AtomicLong());
    }
  }

  void stage(Change change) {
    staged.add(change);
    stagedBytes += change.bytes;
  }

  @Override
  public void committed() {
    staged.forEach(this::apply);
    clear();
  }

  @Override
  public void rolledBack() {
    clear();
  }

  /// Counts the rows once, at the start.
  void count(Session session) throws SQLException {
    session
        .query(
            COUNT,
            row ->
                new Change(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getBoolean(4) ? row.getLong(5) : 0,
                    row.getBoolean(4) ? 0 : row.getLong(5),
                    row.getLong(6)))
        .forEach(this::apply);
  }

  /// Bytes of messages, those of the open transaction included; for the writer's thread.
  long bytesWritten() {
    return bytes.get() + stagedBytes;
  }

  long bytes() {
    return bytes.get();
  }

  long inFlight(String pool) {
    return of(pool).inFlight.get();
  }

  Map<Lane, Long> waiting(String pool) {
    var counts = new EnumMap<Lane, Long>(Lane.class);
    for (Lane lane : Lane.values()) {
      counts.put(lane, of(pool).waiting.get(Lanes.number(lane)));
    }
    return counts;
  }

  /// What the queue holds, of `limit` bytes.
  Load load(long limit) {
    Map<TenantId, Long> perTenant =
        held.entrySet().stream()
            .collect(Collectors.toMap(each -> new TenantId(each.getKey()), Map.Entry::getValue));
    return new Load(messages.get(), bytes.get(), limit, settled.get(), perTenant);
  }

  private void clear() {
    staged.clear();
    stagedBytes = 0;
  }

  private void apply(Change change) {
    Pool pool = of(change.pool);
    pool.waiting.addAndGet(change.lane, change.waiting);
    pool.inFlight.addAndGet(change.inFlight);
    bytes.addAndGet(change.bytes);
    messages.addAndGet(change.messages());
    settled.addAndGet(Math.max(0, -change.messages()));
    held.merge(change.tenant, change.messages(), Long::sum);
    held.remove(change.tenant, 0L);
  }

  private Pool of(String pool) {
    return pools.computeIfAbsent(pool, _ -> new Pool());
  }
}
