package dev.vifte.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The durable truth about jobs: every decision is a create or a compare-and-set here. Blocking
/// calls, made from virtual threads; safe for use by many threads. Every backend passes
/// `JobStoreContract` of the testkit, which checks what is promised here.
public interface JobStore extends AutoCloseable {
  /// Writes a record where none is. Durable when it returns true. Of many callers one wins; a
  /// tombstone counts as a record, so what was erased stays erased.
  boolean create(RecordKey key, Entry value) throws IOException;

  /// Writes `next` if the key still is as `seen`. Durable when it returns true.
  boolean replace(Versioned<? extends Entry> seen, Entry next) throws IOException;

  /// The records of these keys; keys without a record are not in the map. Never stale: a write that
  /// returned before this call is seen. Records of a newer format are refused with an
  /// [IllegalArgumentException].
  Map<RecordKey, Versioned<Entry>> read(Collection<RecordKey> keys) throws IOException;

  /// The keys of all records of a job, tombstones included. Never stale, as [#read] is not.
  List<RecordKey> keys(JobId job) throws IOException;

  /// Jobs for people, newest first. May lag; decisions never use it.
  List<JobSummary> find(JobQuery query) throws IOException;

  /// Waiting dead letters, oldest first. May lag.
  List<DeadLetter> find(DeadLetterQuery query) throws IOException;

  /// Keys whose [Entry#due] has come, the most overdue first. May lag; the reconciler reads each
  /// before it acts.
  List<RecordKey> due(Instant now, int limit) throws IOException;

  /// Replaces every record of a job by a tombstone, dead letters included; none can be created over
  /// them. The job's own key gets one also where it held no record. A record that another writes
  /// meanwhile under a key that held none stays: erase again.
  ///
  /// @return how many tombstones were written
  long erase(JobId job, Instant now) throws IOException;

  @Override
  void close() throws IOException;
}
