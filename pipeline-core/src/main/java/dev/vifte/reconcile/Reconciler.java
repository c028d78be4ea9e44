package dev.vifte.reconcile;

import dev.vifte.erase.Erasures;
import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobProgress;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.pipeline.Definition;
import dev.vifte.queue.KnownMessages;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Looks at every record whose time has come and finishes what a crash left half done: uploads that
/// broke off, parked tasks that are due, tasks the queue has lost, jobs whose tasks have all ended,
/// erasures. Of many nodes on one job store one does this at a time, and another takes over when it
/// is gone. Every step is a compare-and-set or harmless to repeat, so two of them do no harm
/// either.
public final class Reconciler implements AutoCloseable {
  private static final int BATCH = 500;
  private static final int BATCHES = 20;

  /// At the start so many jobs are looked at before they are due.
  private static final int FIRST = 10_000;

  private static final Duration EVER = Duration.ofDays(3650);

  private final NodeContext node;
  private final JobEnd end;
  private final LostTasks lost;
  private final ParkedTasks parked;
  private final LostRecords records;
  private final AbandonedPuts abandoned;
  private final LostOutputs outputs;
  private final Expiry expiry;
  private final Leadership leadership;
  private final Erasures erasures;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("reconciler").factory());

  public Reconciler(NodeContext node, JobEnd end, Erasures erasures) {
    this.node = node;
    this.end = end;
    this.erasures = erasures;
    this.lost = new LostTasks(node);
    this.parked = new ParkedTasks(node, lost);
    this.records = new LostRecords(node, erasures);
    this.abandoned = new AbandonedPuts(node);
    this.outputs = new LostOutputs(node);
    this.expiry = new Expiry(node, erasures);
    this.leadership = new Leadership(node, "reconciler", node.limits().reconcile().multipliedBy(5));
  }

  /// Starts the rounds; does nothing when the node's limits switch them off.
  public void start() {
    Duration every = node.limits().reconcile();
    if (!every.isZero()) {
      var _ =
          timer.scheduleWithFixedDelay(this::safeRound, 0, every.toMillis(), TimeUnit.MILLISECONDS);
      Thread.ofVirtual().name("reconciler-first-look").start(this::firstLook);
    }
  }

  private void safeRound() {
    boolean _ = safely(this::round);
  }

  private interface Mending {
    void run() throws IOException;
  }

  /// One record that cannot be mended does not keep the others waiting. What is interrupted because
  /// the node leaves is no trouble.
  private boolean safely(Mending what) {
    try {
      what.run();
      return true;
    } catch (IOException | RuntimeException e) {
      if (!timer.isShutdown()) {
        node.listener().on(new NodeTroubled(e));
      }
      return false;
    }
  }

  /// One round: everything that is due now, at most 20 × 500 records; nothing while another node
  /// has the lease.
  public void round() throws IOException {
    if (!leadership.leads()) {
      return;
    }
    boolean _ = safely(erasures::recall);
    boolean _ = safely(abandoned::clear);
    boolean _ = safely(records::mend);
    boolean _ = safely(expiry::clear);
    boolean _ = safely(outputs::mend);
    parked.newRound();
    boolean more = true;
    for (int batch = 0; more && batch < BATCHES; batch++) {
      List<RecordKey> due = node.backend().jobs().due(node.clock().instant(), BATCH);
      boolean well = attendAll(due);
      more = well && due.size() == BATCH && !parked.noRoom();
    }
  }

  /// Returns whether all went well: what did not is due still.
  private boolean attendAll(List<RecordKey> due) throws IOException {
    boolean well = true;
    for (RecordKey key : due) {
      well &= leadership.leads() && safely(() -> attend(key));
    }
    return well;
  }

  private void attend(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    if (found == null || !isDue(found.value())) {
      return;
    }
    switch (found.value()) {
      case JobRecord job when job.state() == JobState.RECEIVING ->
          giveUp(new Versioned<>(key, job, found.version()));
      case JobRecord job when job.state() == JobState.CANCELLED -> end.cancelled(job);
      case JobRecord job -> look(new Versioned<>(key, job, found.version()));
      case TaskRecord task -> parked.unpark(new Versioned<>(key, task, found.version()));
      case Erasure erasure -> erasures.goOn(new Versioned<>(key, erasure, found.version()));
      default -> throw new IllegalStateException("no rule for a due record at " + key);
    }
  }

  /// Where the queue knows its messages, what an earlier process left half done is mended at once
  /// and need not become due.
  private void firstLook() {
    if (node.backend().queue() instanceof KnownMessages) {
      boolean _ =
          safely(() -> {
            for (RecordKey key :
                node.backend().jobs().due(node.clock().instant().plus(EVER), FIRST)) {
              if (!timer.isShutdown() && leadership.leads()) {
                boolean _ = safely(() -> lookEarly(key));
              }
            }
          });
    }
  }

  private void lookEarly(RecordKey key) throws IOException {
    Versioned<Entry> found = node.backend().jobs().read(List.of(key)).get(key);
    if (found != null
        && found.value() instanceof JobRecord job
        && job.state() == JobState.RUNNING) {
      look(new Versioned<>(key, job, found.version()));
    }
  }

  private boolean isDue(Entry entry) {
    return entry.due().filter(at -> !at.isAfter(node.clock().instant())).isPresent();
  }

  /// An upload whose lease ran out was never accepted: its bytes go, and its key is free again.
  private void giveUp(Versioned<JobRecord> seen) throws IOException {
    JobRecord job = seen.value();
    JobRecord refused =
        job.in(JobState.REFUSED, node.clock().instant(), Optional.empty())
            .because("the upload broke off before it was complete; send the file again");
    if (node.backend().jobs().replace(seen, refused)) {
      deleteInputs(job);
      node.listener().on(new Mended("intent", job.id()));
    }
  }

  private void deleteInputs(JobRecord job) throws IOException {
    var folder = new ObjectKey("in").child(job.tenant().value()).child(job.id().value());
    try (Stream<ObjectInfo> left = node.backend().objects().list(ObjectPrefix.under(folder))) {
      for (ObjectInfo object : left.toList()) {
        node.backend().objects().delete(object.key());
      }
    }
  }

  private void look(Versioned<JobRecord> seen) throws IOException {
    JobRecord job = seen.value();
    Definition definition = node.pipelines().of(job).definition();
    var progress = JobProgress.read(node.backend().jobs(), definition, job);
    if (progress.ended()) {
      end.finish(progress);
      node.listener().on(new Mended("unfinished-job", job.id()));
      return;
    }
    for (TaskId task : progress.open()) {
      lost.mend(progress, task);
    }
    Instant now = node.clock().instant();
    JobRecord later = job.in(job.state(), job.changed(), Optional.of(now.plus(nextLook(job, now))));
    boolean _ = node.backend().jobs().replace(seen, later);
  }

  /// The older a job, the rarer the look: a long queue costs little.
  private Duration nextLook(JobRecord job, Instant now) {
    Duration age = Duration.between(job.changed(), now);
    return age.compareTo(node.limits().grace()) > 0 ? age : node.limits().grace();
  }

  /// Ends the rounds and lets another node take over.
  @Override
  public void close() {
    timer.shutdownNow();
    boolean _ = safely(leadership::resign);
  }
}
