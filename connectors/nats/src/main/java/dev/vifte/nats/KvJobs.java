package dev.vifte.nats;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Leases;
import dev.vifte.job.NodeId;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The job store as the keys of a stream, one for each record. The version of a record is its
/// sequence in the stream. Listings come from a local view.
final class KvJobs implements JobStore, Leases {
  private final Kv kv;
  private final Leases leases;
  private final LocalView<JobView> view;

  KvJobs(Kv kv, Leases leases, LocalView<JobView> view) {
    this.kv = kv;
    this.leases = leases;
    this.view = view;
  }

  @Override
  public boolean create(RecordKey key, Entry value) throws IOException {
    return kv.write(JobKeys.tokens(key), value.json(), 0).isPresent();
  }

  @Override
  public boolean replace(Versioned<? extends Entry> seen, Entry next) throws IOException {
    return !(seen.value() instanceof Tombstone)
        && kv.write(JobKeys.tokens(seen.key()), next.json(), seen.version()).isPresent();
  }

  @Override
  public Map<RecordKey, Versioned<Entry>> read(Collection<RecordKey> keys) throws IOException {
    List<RecordKey> asked = List.copyOf(keys);
    List<Optional<Kv.Found>> found = kv.read(asked.stream().map(JobKeys::tokens).toList());
    var records = new HashMap<RecordKey, Versioned<Entry>>();
    for (int i = 0; i < asked.size(); i++) {
      RecordKey key = asked.get(i);
      found
          .get(i)
          .map(f -> new Versioned<>(key, Entry.fromJson(f.value()), f.sequence()))
          .ifPresent(versioned -> records.put(key, versioned));
    }
    return records;
  }

  @Override
  public List<JobSummary> find(JobQuery query) throws IOException {
    return view.upToDate().find(query);
  }

  @Override
  public List<DeadLetter> find(DeadLetterQuery query) throws IOException {
    return view.upToDate().find(query);
  }

  @Override
  public List<RecordKey> due(Instant now, int limit) throws IOException {
    return view.upToDate().due(now, limit);
  }

  @Override
  public List<RecordKey> keys(JobId job) throws IOException {
    return kv.keys(JobKeys.tokens(job)).stream()
        .flatMap(tokens -> JobKeys.parse(tokens).stream())
        .toList();
  }

  /// Goes on until a look finds no key that it has not buried: others may write meanwhile. What
  /// stood there before is overwritten on the server's disk.
  @Override
  public long erase(JobId job, Instant now) throws IOException {
    byte[] tombstone = new Tombstone(Entry.FORMAT, now).json();
    var buried = new HashSet<String>();
    long written = bury(JobKeys.tokens(RecordKey.of(job)), tombstone) ? 1 : 0;
    List<String> keys = kv.keys(JobKeys.tokens(job));
    while (!buried.containsAll(keys)) {
      for (String key : keys) {
        written += bury(key, tombstone) ? 1 : 0;
        buried.add(key);
      }
      keys = kv.keys(JobKeys.tokens(job));
    }
    var _ = kv.wipe(JobKeys.tokens(job), KvJobs::isTombstone);
    return written;
  }

  /// Whether it was this call that wrote the tombstone.
  private boolean bury(String key, byte[] tombstone) throws IOException {
    while (true) {
      Optional<Kv.Found> standing = kv.read(key);
      if (standing.filter(KvJobs::isTombstone).isPresent()) {
        return false;
      }
      long sequence = standing.map(Kv.Found::sequence).orElse(0L);
      if (kv.write(key, tombstone, sequence).isPresent()) {
        return true;
      }
    }
  }

  private static boolean isTombstone(Kv.Found found) {
    try {
      return Entry.fromJson(found.value()) instanceof Tombstone;
    } catch (IllegalArgumentException ofANewerNode) {
      return false;
    }
  }

  @Override
  public boolean hold(String name, NodeId who, Duration length) throws IOException {
    return leases.hold(name, who, length);
  }

  @Override
  public void release(String name, NodeId who) throws IOException {
    leases.release(name, who);
  }

  @Override
  public void close() {
    view.close();
  }
}
