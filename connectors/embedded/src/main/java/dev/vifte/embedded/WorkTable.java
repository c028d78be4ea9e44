package dev.vifte.embedded;

import dev.vifte.embedded.Tally.Change;
import dev.vifte.job.JobId;
import dev.vifte.queue.Fairness.Place;
import dev.vifte.queue.JobMessages.Discarded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The statements behind the queue. A message is in one of three states: it waits (`until = 0`), is
/// leased, or is delayed; a delivery is known by its row and its number of deliveries.
final class WorkTable {
  static final String FIND = "SELECT seq FROM work WHERE id = ?";
  static final String INSERT =
      """
      INSERT INTO work(id, pool, lane, shard, tenant, cost, published, bytes, body)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING RETURNING seq\
      """;
  static final String HOLDS = "SELECT 1 FROM work WHERE seq = ?";
  static final String EXPIRE =
      """
      UPDATE work SET until = 0, leased = 0 WHERE pool = ? AND until > 0 AND until <= ?
      RETURNING lane, tenant\
      """;

  /// Not `(lane, shard) > (?, ?)`: SQLite begins that at the place itself and walks through all
  /// that waits there.
  static final String NEXT_PLACE =
      """
      SELECT * FROM (SELECT lane, shard FROM work
        WHERE until = 0 AND pool = ?1 AND lane = ?2 AND shard > ?3 ORDER BY shard LIMIT 1)
      UNION ALL SELECT * FROM (SELECT lane, shard FROM work
        WHERE until = 0 AND pool = ?1 AND lane > ?2 ORDER BY lane, shard LIMIT 1)
      LIMIT 1\
      """;

  static final String TAKE =
      """
      UPDATE work SET until = ?, leased = 1, deliveries = deliveries + 1 WHERE seq = (
        SELECT seq FROM work WHERE until = 0 AND pool = ? AND lane = ? AND shard = ? AND tenant > ?
        ORDER BY tenant, seq LIMIT 1)
      RETURNING seq, deliveries, tenant, cost, body\
      """;
  static final String NEXT_RETURN = "SELECT min(until) FROM work WHERE pool = ? AND until > 0";
  static final String OLDEST =
      """
      SELECT tenant, published FROM work
      WHERE until = 0 AND pool = ? AND lane = ? AND shard = ? AND tenant > ?
      ORDER BY tenant, seq LIMIT 1\
      """;
  static final String OLDEST_OUT = "SELECT min(published) FROM work WHERE pool = ? AND until > 0";
  static final String RENEW =
      "UPDATE work SET until = ? WHERE seq = ? AND deliveries = ? AND leased = 1";
  static final String REMOVE =
      "DELETE FROM work WHERE seq = ? AND deliveries = ? AND leased = 1 RETURNING bytes";
  static final String PUT_BACK =
      "UPDATE work SET until = ?, leased = 0 WHERE seq = ? AND deliveries = ? AND leased = 1";
  static final String PURGE =
      """
      DELETE FROM work WHERE leased = 0 AND pool = coalesce(?, pool) AND tenant = coalesce(?, tenant)
      RETURNING pool, lane, tenant, until = 0, bytes\
      """;

  /// Ids of messages begin with their job's and a slash; a zero comes right behind that.
  static final String DISCARD =
      """
      DELETE FROM work WHERE leased = 0 AND id >= ? || '/' AND id < ? || '0'
      RETURNING pool, lane, tenant, until = 0, bytes\
      """;

  static final String LEASED =
      "SELECT count(*) FROM work WHERE leased = 1 AND id >= ? || '/' AND id < ? || '0'";
  static final String RELEASE_ALL =
      "UPDATE work SET until = 0, leased = 0 WHERE until > 0 AND leased = 1";

  private final Tally tally;

  /// Who was served last.
  private final Map<Turn, String> served = new HashMap<>();

  WorkTable(Tally tally) {
    this.tally = tally;
  }

  private record Turn(String pool, Place place) {}

  /// A message as a row.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(String id, String pool, int lane, int shard, String tenant, long cost, byte[] body) {
    long bytes() {
      return (long) id.length() + body.length;
    }
  }

  /// One receipt of a row.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Taken(long seq, int deliveries, String tenant, long cost, byte[] body) {
    static Taken of(ResultSet row) throws SQLException {
      return new Taken(
          row.getLong(1), row.getInt(2), row.getString(3), row.getLong(4), row.getBytes(5));
    }
  }

  /// Which delivery of which row.
  record Lease(long seq, int deliveries, String pool, int lane, String tenant) {}

  /// Inserts a row unless its id is there; returns its number either way.
  long insert(Session session, Row row, long now) throws SQLException {
    Optional<Long> number =
        session.first(
            INSERT,
            inserted -> inserted.getLong(1),
            row.id,
            row.pool,
            row.lane,
            row.shard,
            row.tenant,
            row.cost,
            now,
            row.bytes(),
            row.body);
    if (number.isEmpty()) {
      return find(session, row.id).orElseThrow();
    }
    tally.stage(new Change(row.pool, row.lane, row.tenant, 1, 0, row.bytes()));
    return number.get();
  }

  Optional<Long> find(Session session, String id) throws SQLException {
    return session.first(FIND, row -> row.getLong(1), id);
  }

  boolean holds(Session session, long seq) throws SQLException {
    return session.first(HOLDS, row -> true, seq).isPresent();
  }

  /// Lets messages wait again whose lease or delay is over.
  void expire(Session session, String pool, long now) throws SQLException {
    session
        .query(
            EXPIRE, row -> new Change(pool, row.getInt(1), row.getString(2), 1, -1, 0), pool, now)
        .forEach(tally::stage);
  }

  /// Where messages wait: one index seek for each place, however many messages there are.
  List<Place> places(Session session, String pool) throws SQLException {
    var found = new ArrayList<Place>();
    int lane = -1;
    int shard = -1;
    while (true) {
      var next = session.first(NEXT_PLACE, WorkTable::place, pool, lane, shard);
      if (next.isEmpty()) {
        return found;
      }
      found.add(next.get());
      lane = Lanes.number(next.get().lane());
      shard = next.get().shard();
    }
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(Lanes.lane(row.getInt(1)), row.getInt(2));
  }

  /// Leases a message of a place: of its tenants each in turn, of each the oldest.
  Optional<Taken> take(Session session, String pool, Place from, long until) throws SQLException {
    int lane = Lanes.number(from.lane());
    var turn = new Turn(pool, from);
    String last = served.getOrDefault(turn, "");
    var taken = session.first(TAKE, Taken::of, until, pool, lane, from.shard(), last);
    if (taken.isEmpty() && !last.isEmpty()) {
      taken = session.first(TAKE, Taken::of, until, pool, lane, from.shard(), "");
    }
    taken.ifPresent(t -> served.put(turn, t.tenant));
    taken.ifPresent(t -> tally.stage(new Change(pool, lane, t.tenant, -1, 1, 0)));
    return taken;
  }

  /// When the next lease or delay of a pool ends.
  OptionalLong nextReturn(Session session, String pool) throws SQLException {
    long until = session.first(NEXT_RETURN, row -> row.getLong(1), pool).orElse(0L);
    return until == 0 ? OptionalLong.empty() : OptionalLong.of(until);
  }

  /// The oldest message that waits of one tenant in one place.
  private record First(String tenant, long published) {
    static First of(ResultSet row) throws SQLException {
      return new First(row.getString(1), row.getLong(2));
    }
  }

  /// When the oldest messages were published; [Long#MAX_VALUE] for none.
  record Oldest(long waiting, long held) {}

  Oldest oldest(Session session, String pool) throws SQLException {
    long waiting = Long.MAX_VALUE;
    for (Place place : places(session, pool)) {
      waiting = Math.min(waiting, oldest(session, pool, place));
    }
    long out = session.first(OLDEST_OUT, row -> row.getLong(1), pool).orElse(0L);
    return new Oldest(waiting, out == 0 ? waiting : Math.min(waiting, out));
  }

  private static long oldest(Session session, String pool, Place place) throws SQLException {
    int lane = Lanes.number(place.lane());
    long oldest = Long.MAX_VALUE;
    var first = session.first(OLDEST, First::of, pool, lane, place.shard(), "");
    while (first.isPresent()) {
      oldest = Math.min(oldest, first.get().published);
      first = session.first(OLDEST, First::of, pool, lane, place.shard(), first.get().tenant);
    }
    return oldest;
  }

  void renew(Session session, Lease lease, long until) throws SQLException {
    session.update(RENEW, until, lease.seq, lease.deliveries);
  }

  void remove(Session session, Lease lease) throws SQLException {
    session
        .first(REMOVE, row -> row.getLong(1), lease.seq, lease.deliveries)
        .ifPresent(bytes -> tally.stage(change(lease, 0, -bytes)));
  }

  /// Puts a message back: at once when `until` is 0, else then.
  void putBack(Session session, Lease lease, long until) throws SQLException {
    int changed = session.update(PUT_BACK, until, lease.seq, lease.deliveries);
    if (changed == 1 && until == 0) {
      tally.stage(change(lease, 1, 0));
    }
  }

  private static Change change(Lease lease, int waiting, long bytes) {
    return new Change(lease.pool, lease.lane, lease.tenant, waiting, -1, bytes);
  }

  long purge(Session session, Optional<String> pool, Optional<String> tenant) throws SQLException {
    return gone(session.query(PURGE, WorkTable::removed, pool, tenant));
  }

  /// Removes what waits of a job, and counts what does not.
  Discarded discard(Session session, JobId job) throws SQLException {
    long removed = gone(session.query(DISCARD, WorkTable::removed, job, job));
    long leased = session.first(LEASED, row -> row.getLong(1), job, job).orElse(0L);
    return new Discarded(removed, leased);
  }

  private long gone(List<Change> removed) {
    removed.forEach(tally::stage);
    return removed.size();
  }

  private static Change removed(ResultSet row) throws SQLException {
    boolean waited = row.getBoolean(4);
    return new Change(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        waited ? -1 : 0,
        waited ? 0 : -1,
        -row.getLong(5));
  }

  /// Ends every lease: whoever held one died with the process that had the folder before.
  void releaseAll(Session session) throws SQLException {
    session.update(RELEASE_ALL);
  }
}
