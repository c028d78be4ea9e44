package dev.vifte.erase;

import dev.vifte.audit.AuditLog;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.Erasure.Phase;
import dev.vifte.job.Erasure.Target;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.Step;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Erases jobs with all they left, one by one or all that are about a person. An [Erasure] is on
/// record before anything goes; whoever begins it does what can be done at once, and the reconciler
/// brings it to its end. Safe for use by many threads.
public final class Erasures {
  /// Erasures that one node goes on with side by side.
  private static final int AT_ONCE = 4;

  /// Stands in a job store that was compared with the receipts.
  private static final RecordKey MARK = RecordKey.of(new JobId("compared-with-receipts"));

  private final NodeContext node;
  private final AuditLog audit;
  private final People people;
  private final Keep keep;
  private final Course course;
  private final Semaphore atOnce = new Semaphore(AT_ONCE);
  private volatile boolean recalled;
  private final Set<JobId> underWay = ConcurrentHashMap.newKeySet();

  public Erasures(NodeContext node, JobEnd end, ErasureSettings settings) {
    this.node = node;
    this.audit = new AuditLog(node.backend().objects(), node.clock());
    this.people = new People(node.backend().objects(), settings.keyring());
    this.keep = settings.keep();
    this.course =
        new Course(node, new Removal(node, end), new Ending(node, settings.hooks(), audit));
  }

  /// Where it is written down who erased what.
  public AuditLog audit() {
    return audit;
  }

  /// How long jobs are kept that nobody erases.
  public Keep keep() {
    return keep;
  }

  /// The person that a tenant calls so.
  ///
  /// @throws IllegalArgumentException saying why nobody is called so
  /// @throws IOException when this node cannot be trusted to know people
  public Subject named(TenantId tenant, String name) throws IOException {
    return people.named(tenant, name);
  }

  /// Erases everything that was stored about a person. From now on nothing more is taken; the rest
  /// goes on by itself, here or on another node.
  public Erasure subject(TenantId tenant, Subject subject) throws IOException {
    var person = new Person(subject);
    Optional<Versioned<Erasure>> known = read(RecordKey.of(Erasure.idOf(person)));
    if (known.isPresent()
        && (!known.get().value().phase().ended() || isOver(known.get().value()))) {
      return known.get().value();
    }
    Versioned<Erasure> begun = begin(tenant, person);
    goOn(begun);
    return begun.value();
  }

  /// One whose hooks could not be told begins anew.
  private boolean isOver(Erasure ended) throws IOException {
    return ended.phase() == Phase.DONE && course.isOver(ended.target());
  }

  /// Goes on with an erasure, beside the caller, as it may take long; does nothing while this node
  /// is at it. What fails is due again.
  public void goOn(Versioned<Erasure> seen) {
    if (underWay.add(seen.value().id())) {
      Thread.ofVirtual().name("erasure").start(() -> run(seen));
    }
  }

  private void run(Versioned<Erasure> seen) {
    atOnce.acquireUninterruptibly();
    try {
      course.goOn(seen);
    } catch (IOException | RuntimeException e) {
      node.listener().on(new NodeTroubled(e));
    } finally {
      atOnce.release();
      underWay.remove(seen.value().id());
    }
  }

  /// Erases a job: when this returns nothing of it can be seen any more, and nothing of it begins.
  /// What a late writer still leaves is swept later. Asked again it does no harm.
  ///
  /// @return empty when the tenant has, and had, no such job
  public Optional<Erasure> job(TenantId tenant, JobId id) throws IOException {
    RecordKey key = RecordKey.of(id);
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    boolean known =
        found == null
            ? leftObjects(tenant, id)
            : found.value() instanceof JobRecord job && job.tenant().equals(tenant);
    if (known) {
      Versioned<Erasure> begun = begin(tenant, new OneJob(id));
      course.goOn(begun);
      return find(tenant, begun.value().id());
    }
    return found != null && found.value() instanceof Tombstone
        ? find(tenant, Erasure.idOf(new OneJob(id)))
        : Optional.empty();
  }

  /// Of a job that has ended the objects may outlive the records.
  private boolean leftObjects(TenantId tenant, JobId id) throws IOException {
    for (ObjectPrefix folder : Removal.folders(tenant, id)) {
      try (Stream<ObjectInfo> all = node.backend().objects().list(folder)) {
        if (all.findAny().isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /// An erasure of a tenant, by its id.
  public Optional<Erasure> find(TenantId tenant, JobId id) throws IOException {
    return read(RecordKey.of(id)).map(Versioned::value).filter(e -> e.tenant().equals(tenant));
  }

  /// Begins every erasure anew of which only the receipt is left: the job store was lost, or comes
  /// from a backup that is older. What was erased stays erased. Looks when a node begins, and when
  /// the job store is a new one, which a mark in it tells.
  public void recall() throws IOException {
    if (recalled && !node.backend().jobs().read(List.of(MARK)).isEmpty()) {
      return;
    }
    for (Erasure each : receipts()) {
      RecordKey key = RecordKey.of(each.id());
      if (read(key).isEmpty() && node.backend().jobs().create(key, each)) {
        node.listener().on(new Mended("erasure", each.id()));
      }
    }
    boolean _ =
        node.backend().jobs().create(MARK, new Tombstone(Entry.FORMAT, node.clock().instant()));
    recalled = true;
  }

  private List<Erasure> receipts() throws IOException {
    try (Stream<ObjectInfo> all =
        node.backend().objects().list(ObjectPrefix.under(Receipt.FOLDER))) {
      Instant now = node.clock().instant();
      return all.flatMap(each -> Receipt.begunAnew(each.key(), now).stream()).toList();
    }
  }

  /// The erasure of a target, on record. One that had ended begins anew: a restored backup may have
  /// brought its target back.
  private Versioned<Erasure> begin(TenantId tenant, Target target) throws IOException {
    Instant now = node.clock().instant();
    Erasure fresh =
        Erasure.begin(tenant, target, now)
            .at(Phase.REMOVING, now, Optional.of(now.plus(node.limits().lease())));
    RecordKey key = RecordKey.of(fresh.id());
    boolean news = node.backend().jobs().create(key, fresh);
    Versioned<Erasure> seen = read(key).orElseThrow(() -> lost(key));
    if (!news && seen.value().phase().ended()) {
      boolean _ = node.backend().jobs().replace(seen, fresh);
      seen = read(key).orElseThrow(() -> lost(key));
    }
    node.steps().done(Step.ERASE_RECORDED);
    return seen;
  }

  private static IOException lost(RecordKey key) {
    return new IOException("the record of the erasure %s is gone".formatted(key));
  }

  private Optional<Versioned<Erasure>> read(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    return found != null && found.value() instanceof Erasure erasure
        ? Optional.of(new Versioned<>(key, erasure, found.version()))
        : Optional.empty();
  }
}
