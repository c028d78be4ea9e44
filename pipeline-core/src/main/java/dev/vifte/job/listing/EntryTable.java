package dev.vifte.job.listing;

import java.util.List;

/// The table of records that is searched, in the SQL of SQLite: the columns of [EntryRow], the
/// record as JSON, its version, and an index for every listing.
public final class EntryTable {
  /// Keys whose time has come: bind the time as [EntryRow#micros] and how many.
  public static final String DUE =
      "SELECT job, part FROM entries WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?";

  /// Makes the table and its indexes where they are missing.
  public static final List<String> CREATE =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS entries(
            job TEXT NOT NULL, part TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL,
            state TEXT, tenant TEXT, pipeline TEXT, stage TEXT, reason TEXT, created INTEGER,
            due INTEGER, json BLOB NOT NULL, UNIQUE(job, part))\
          """,
          "CREATE INDEX IF NOT EXISTS entries_due ON entries(due) WHERE due IS NOT NULL",
          jobs("jobs_newest", ""),
          jobs("jobs_of_tenant", "tenant,"),
          jobs("jobs_of_tenant_in_state", "tenant, state,"),
          jobs("jobs_in_state", "state,"),
          jobs("jobs_of_pipeline", "pipeline,"),
          dead("dead_oldest", ""),
          dead("dead_of_tenant", "tenant,"),
          dead("dead_of_pipeline", "pipeline,"),
          dead("dead_of_stage", "stage,"),
          dead("dead_for_reason", "reason,"));

  private EntryTable() {}

  private static String jobs(String name, String by) {
    return "CREATE INDEX IF NOT EXISTS %s ON entries(%s created, job) WHERE kind = 'job'"
        .formatted(name, by);
  }

  private static String dead(String name, String by) {
    return """
    CREATE INDEX IF NOT EXISTS %s ON entries(%s created, job, part)
      WHERE kind = 'dead-letter' AND state = 'waiting'\
    """
        .formatted(name, by);
  }
}
