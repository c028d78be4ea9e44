package dev.vifte.encrypt;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Leases;
import dev.vifte.job.NodeId;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Scrubbing;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TenantId;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A job store in which what people and stages wrote for some tenants lies encrypted: names of
/// files, findings, sentences. What the engine goes by (states, numbers, ids, names of outputs)
/// does not. Safe for use by many threads.
public class EncryptedJobs implements JobStore {
  private static final int PAGE = 1000;

  private final JobStore store;
  private final EncryptionKeys keys;
  private final RandomGenerator random;
  private final Owners owners;

  private EncryptedJobs(JobStore store, EncryptionKeys keys, RandomGenerator random) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.owners = new Owners(store);
  }

  /// Over a store, which is closed with it and keeps its powers.
  ///
  /// @param random for nonces: a [java.security.SecureRandom]
  public static EncryptedJobs of(JobStore store, EncryptionKeys keys, RandomGenerator random) {
    return switch (store) {
      case Leases leases -> new Leasing(store, keys, random, leases);
      case Scrubbing scrubbing -> new Scrubbed(store, keys, random, scrubbing);
      default -> new EncryptedJobs(store, keys, random);
    };
  }

  private static final class Leasing extends EncryptedJobs implements Leases {
    private final Leases leases;

    Leasing(JobStore store, EncryptionKeys keys, RandomGenerator random, Leases leases) {
      super(store, keys, random);
      this.leases = leases;
    }

    @Override
    public boolean hold(String name, NodeId who, Duration length) throws IOException {
      return leases.hold(name, who, length);
    }

    @Override
    public void release(String name, NodeId who) throws IOException {
      leases.release(name, who);
    }
  }

  private static final class Scrubbed extends EncryptedJobs implements Scrubbing {
    private final Scrubbing scrubbing;

    Scrubbed(JobStore store, EncryptionKeys keys, RandomGenerator random, Scrubbing scrubbing) {
      super(store, keys, random);
      this.scrubbing = scrubbing;
    }

    @Override
    public void scrub() throws IOException {
      scrubbing.scrub();
    }
  }

  @Override
  public boolean create(RecordKey key, Entry value) throws IOException {
    return store.create(key, sealed(value));
  }

  @Override
  public boolean replace(Versioned<? extends Entry> seen, Entry next) throws IOException {
    return store.replace(seen, sealed(next));
  }

  private Entry sealed(Entry value) throws IOException {
    Optional<SealedWords> words = words(value);
    if (words.isEmpty()) {
      return value.in(new Unreadable()); // a task whose job is gone, or what holds no words
    }
    return words.get().apply() ? value.in(words.get().sealing(random)) : value;
  }

  @Override
  public Map<RecordKey, Versioned<Entry>> read(Collection<RecordKey> asked) throws IOException {
    var records = new HashMap<RecordKey, Versioned<Entry>>();
    for (Versioned<Entry> each : store.read(asked).values()) {
      Entry value = opened(each.value());
      records.put(each.key(), new Versioned<>(each.key(), value, each.version()));
    }
    return records;
  }

  /// Of a tenant that has no key at all what is stored stays as it is, and is written so again.
  private Entry opened(Entry value) throws IOException {
    Optional<SealedWords> words = words(value).filter(SealedWords::apply);
    try {
      return words.isEmpty() ? value : value.in(words.get().opening());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// How a record is written; empty for one that holds no words.
  private Optional<SealedWords> words(Entry value) throws IOException {
    return switch (value) {
      case JobRecord job -> {
        owners.know(job);
        yield Optional.of(new SealedWords(job.tenant(), job.id(), keys));
      }
      case DeadLetter dead -> Optional.of(new SealedWords(dead.tenant(), dead.task().job(), keys));
      case TaskRecord task ->
          owners
              .of(task.task().job())
              .map(tenant -> new SealedWords(tenant, task.task().job(), keys));
      default -> Optional.empty();
    };
  }

  @Override
  public List<RecordKey> keys(JobId job) throws IOException {
    return store.keys(job);
  }

  @Override
  public List<JobSummary> find(JobQuery query) throws IOException {
    return store.find(query).stream().map(this::opened).toList();
  }

  /// One that cannot be opened does not keep people from seeing the others.
  private JobSummary opened(JobSummary job) {
    var words = new SealedWords(job.tenant(), job.id(), keys);
    try {
      return job.in(words.opening());
    } catch (UncheckedIOException e) {
      return job.in(Legible.WORDS);
    }
  }

  @Override
  public List<DeadLetter> find(DeadLetterQuery query) throws IOException {
    return store.find(query).stream().map(this::opened).toList();
  }

  private DeadLetter opened(DeadLetter dead) {
    var words = new SealedWords(dead.tenant(), dead.task().job(), keys);
    try {
      return dead.in(words.opening());
    } catch (UncheckedIOException e) {
      return dead.in(Legible.WORDS);
    }
  }

  @Override
  public List<RecordKey> due(Instant now, int limit) throws IOException {
    return store.due(now, limit);
  }

  @Override
  public long erase(JobId job, Instant now) throws IOException {
    return store.erase(job, now);
  }

  /// Writes the records of a tenant anew, under its current key: those of its jobs, then the dead
  /// letters that wait although their job has no record. May be stopped and done again.
  ///
  /// @return how many were written
  public long reencrypt(TenantId tenant) throws IOException {
    return reencryptJobs(tenant) + reencryptLetters(tenant);
  }

  private long reencryptJobs(TenantId tenant) throws IOException {
    long written = 0;
    var query =
        new JobQuery(
            Optional.of(tenant), Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
    List<JobSummary> page = find(query);
    while (!page.isEmpty()) {
      for (JobSummary job : page) {
        for (Versioned<Entry> each : read(keys(job.id())).values()) {
          written += anew(each) ? 1 : 0;
        }
      }
      page = find(query.behind(page.getLast().id()));
    }
    return written;
  }

  private long reencryptLetters(TenantId tenant) throws IOException {
    long written = 0;
    DeadLetterQuery query = DeadLetterQuery.of(tenant, PAGE);
    List<DeadLetter> page = find(query);
    while (!page.isEmpty()) {
      for (DeadLetter dead : page) {
        written += anew(dead.task()) ? 1 : 0;
      }
      page = find(query.behind(page.getLast().task()));
    }
    return written;
  }

  /// Where the job has a record its letters were written with it.
  private boolean anew(TaskId dead) throws IOException {
    RecordKey job = RecordKey.of(dead.job());
    RecordKey letter = RecordKey.deadLetter(dead);
    Map<RecordKey, Versioned<Entry>> found = read(List.of(job, letter));
    boolean done = found.containsKey(job) && found.get(job).value() instanceof JobRecord;
    return !done && found.containsKey(letter) && anew(found.get(letter));
  }

  private boolean anew(Versioned<Entry> record) throws IOException {
    return words(record.value()).filter(SealedWords::apply).isPresent()
        && replace(record, record.value());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
