package dev.vifte.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.listing.EntryTable;
import dev.vifte.job.listing.Search;
import dev.vifte.stage.Reason;
import dev.vifte.testkit.Fixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What runs often never reads a table from end to end, and never sorts.
final class SqlitePlanTest {
  @Test
  void the_queue_seeks() throws Exception {
    seeks(
        List.of(
            WorkTable.FIND,
            WorkTable.INSERT,
            WorkTable.HOLDS,
            WorkTable.EXPIRE,
            WorkTable.NEXT_PLACE,
            WorkTable.TAKE,
            WorkTable.NEXT_RETURN,
            WorkTable.OLDEST,
            WorkTable.OLDEST_OUT,
            WorkTable.RENEW,
            WorkTable.REMOVE,
            WorkTable.PUT_BACK,
            WorkTable.DISCARD,
            WorkTable.LEASED));
  }

  @Test
  void the_job_store_seeks() throws Exception {
    seeks(
        List.of(
            SqliteJobs.CREATE,
            SqliteJobs.REPLACE,
            SqliteJobs.READ,
            EntryTable.DUE,
            SqliteJobs.KEYS,
            SqliteJobs.BURY,
            SqliteJobs.ERASE));
  }

  @Test
  void every_listing_of_jobs_seeks() throws Exception {
    var searches = new ArrayList<String>();
    for (var tenant : maybe(Fixtures.TENANT)) {
      for (var state : maybe(JobState.FAILED)) {
        for (var pipeline : maybe(Fixtures.PIPELINE)) {
          for (var after : maybe(Fixtures.job(1))) {
            searches.add(Search.of(new JobQuery(tenant, state, pipeline, after, 10)).sql());
          }
        }
      }
    }
    assertThat(searches).hasSize(16).doesNotHaveDuplicates();
    walksAnIndex(searches);
  }

  @Test
  void every_listing_of_dead_letters_seeks() throws Exception {
    var searches = new ArrayList<String>();
    for (var tenant : maybe(Fixtures.TENANT)) {
      for (var reason : maybe(Reason.CORRUPT)) {
        for (var stage : maybe(Fixtures.STAGE)) {
          for (var after : maybe(Fixtures.task(1))) {
            var query =
                new DeadLetterQuery(
                    tenant, tenant.map(_ -> Fixtures.PIPELINE), stage, reason, after, 10);
            searches.add(Search.of(query).sql());
          }
        }
      }
    }
    walksAnIndex(searches);
  }

  @Test
  void the_event_log_seeks() throws Exception {
    seeks(List.of(SqliteEvents.APPEND, SqliteEvents.READ, SqliteEvents.ERASE));
  }

  private static void seeks(List<String> statements) throws IOException {
    for (String sql : statements) {
      assertThat(plan(sql))
          .as(sql)
          .noneMatch(step -> step.startsWith("SCAN") && !step.startsWith("SCAN (subquery"))
          .noneMatch(step -> step.contains("TEMP B-TREE"));
    }
  }

  /// A listing without filters walks its index from the newest on, and stops at its limit.
  private static void walksAnIndex(List<String> statements) throws IOException {
    for (String sql : statements) {
      assertThat(plan(sql))
          .as(sql)
          .noneMatch(step -> step.startsWith("SCAN") && !step.contains("USING INDEX"))
          .noneMatch(step -> step.contains("TEMP B-TREE"));
    }
  }

  private static List<String> plan(String sql) throws IOException {
    try (Database database = Database.open(Optional.empty(), new Tally(), new Failures("memory"))) {
      return Calls.await(
          database.read(session ->
              session.query("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail"))));
    }
  }

  private static <T> List<Optional<T>> maybe(T value) {
    return List.of(Optional.empty(), Optional.of(value));
  }
}
