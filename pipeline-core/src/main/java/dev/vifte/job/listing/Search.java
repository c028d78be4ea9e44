package dev.vifte.job.listing;

import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A listing as SQL over [EntryTable]: one condition for each filter that is there, each served by
/// an index. A row of the answer is the JSON of one record. Immutable.
///
/// @param values to bind, in their order
public record Search(String sql, List<Object> values) {
  public static Search of(JobQuery query) {
    var where = new Conditions("kind = 'job'");
    where.equal("tenant", query.tenant());
    where.equal("state", query.state().map(state -> state.word()));
    where.equal("pipeline", query.pipeline());
    query.before().ifPresent(time -> where.add("created < ?", EntryRow.micros(time)));
    query
        .after()
        .ifPresent(job ->
            where.add(
                "(created, job) <"
                    + " (SELECT created, job FROM entries WHERE job = ? AND part = '')",
                job));
    return where.select("created DESC, job DESC", query.limit());
  }

  public static Search of(DeadLetterQuery query) {
    var where = new Conditions("kind = 'dead-letter' AND state = 'waiting'");
    where.equal("tenant", query.tenant());
    where.equal("pipeline", query.pipeline());
    where.equal("stage", query.stage());
    where.equal("reason", query.reason().map(reason -> reason.word()));
    query.after().ifPresent(task -> behind(where, task));
    return where.select("created, job, part", query.limit());
  }

  private static void behind(Conditions where, TaskId task) {
    RecordKey key = RecordKey.deadLetter(task);
    where.add(
        "(created, job, part) >"
            + " (SELECT created, job, part FROM entries WHERE job = ? AND part = ?)",
        key.job(),
        key.part());
  }

  private static final class Conditions {
    private final StringBuilder sql = new StringBuilder("SELECT json FROM entries WHERE ");
    private final List<Object> values = new ArrayList<>();

    Conditions(String first) {
      sql.append(first);
    }

    void equal(String column, Optional<?> wanted) {
      wanted.ifPresent(value -> add(column + " = ?", value));
    }

    void add(String condition, Object... bound) {
      sql.append(" AND ").append(condition);
      values.addAll(List.of(bound));
    }

    Search select(String order, int limit) {
      values.add(limit);
      return new Search(sql + " ORDER BY " + order + " LIMIT ?", List.copyOf(values));
    }
  }
}
