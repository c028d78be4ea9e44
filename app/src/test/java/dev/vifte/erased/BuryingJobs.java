package dev.vifte.erased;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A job store that writes its tombstones and leaves out the one step that counts here: nothing is
/// overwritten. For the control of what a search can find.
record BuryingJobs(JobStore store) implements JobStore {
  @Override
  public boolean create(RecordKey key, Entry value) throws IOException {
    return store.create(key, value);
  }

  @Override
  public boolean replace(Versioned<? extends Entry> seen, Entry next) throws IOException {
    return store.replace(seen, next);
  }

  @Override
  public Map<RecordKey, Versioned<Entry>> read(Collection<RecordKey> keys) throws IOException {
    return store.read(keys);
  }

  @Override
  public List<RecordKey> keys(JobId job) throws IOException {
    return store.keys(job);
  }

  @Override
  public List<JobSummary> find(JobQuery query) throws IOException {
    return store.find(query);
  }

  @Override
  public List<DeadLetter> find(DeadLetterQuery query) throws IOException {
    return store.find(query);
  }

  @Override
  public List<RecordKey> due(Instant now, int limit) throws IOException {
    return store.due(now, limit);
  }

  @Override
  public long erase(JobId job, Instant now) throws IOException {
    long buried = 0;
    for (Versioned<Entry> each : store.read(store.keys(job)).values()) {
      boolean alive = !(each.value() instanceof Tombstone);
      buried += alive && store.replace(each, new Tombstone(Entry.FORMAT, now)) ? 1 : 0;
    }
    return buried;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
