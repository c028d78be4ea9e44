package dev.vifte.reconcile;

import dev.vifte.erase.Erasures;
import dev.vifte.erase.SubjectIndex;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobNote;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Tombstone;
import dev.vifte.object.ByteRange;
import dev.vifte.object.Notes;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.Sha256;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.run.Dispatch;
import dev.vifte.run.Messages;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the records of jobs again that the job store has lost: every input in the object store
/// carries a note of its job. Looks once a day, and at once when the job store is a new one, which
/// a mark in it tells. A job that has a manifest has ended and stays as it is.
final class LostRecords {
  private static final ObjectPrefix INPUTS = ObjectPrefix.under(new ObjectKey("in"));
  private static final Duration EVERY = Duration.ofDays(1);
  private static final int BATCH = 200;

  /// Stands in a job store that was compared with the objects.
  private static final RecordKey MARK = RecordKey.of(new JobId("compared-with-objects"));

  private final NodeContext node;
  private final Erasures erasures;
  private final SubjectIndex people;
  private final Dispatch dispatch;
  private Instant next = Instant.MIN;
  private Instant soonest = Instant.MIN;

  LostRecords(NodeContext node, Erasures erasures) {
    this.node = node;
    this.erasures = erasures;
    this.people = new SubjectIndex(node.backend().jobs());
    this.dispatch = new Dispatch(node);
  }

  void mend() throws IOException {
    if (!(node.backend().objects() instanceof Notes notes) || !isTime()) {
      return;
    }
    soonest = node.clock().instant().plus(node.limits().lease());
    boolean settled = compare(notes);
    Instant now = node.clock().instant();
    next = now.plus(settled ? EVERY : node.limits().grace());
    boolean _ = node.backend().jobs().create(MARK, new Tombstone(Entry.FORMAT, now));
  }

  /// A listing of all inputs costs something: also after one that failed there is a pause.
  private boolean isTime() throws IOException {
    Instant now = node.clock().instant();
    return !now.isBefore(soonest)
        && (!now.isBefore(next) || node.backend().jobs().read(List.of(MARK)).isEmpty());
  }

  /// False when there were inputs too young to tell: their uploads may be under way.
  private boolean compare(Notes notes) throws IOException {
    Instant young = node.clock().instant().minus(node.limits().lease());
    boolean settled = true;
    try (Stream<ObjectInfo> inputs = node.backend().objects().list(INPUTS)) {
      var batch = new LinkedHashMap<RecordKey, ObjectInfo>();
      for (ObjectInfo input : (Iterable<ObjectInfo>) inputs::iterator) {
        Optional<RecordKey> job = record(input.key());
        if (job.isPresent() && input.modified().isAfter(young)) {
          settled = false;
        } else {
          job.ifPresent(key -> batch.merge(key, input, LostRecords::newer));
        }
        if (batch.size() == BATCH) {
          restore(batch, notes);
          batch.clear();
        }
      }
      restore(batch, notes);
    }
    return settled;
  }

  /// `in/<tenant>/<job>/<upload>`.
  private static Optional<RecordKey> record(ObjectKey key) {
    String[] parts = key.value().split("/", -1);
    try {
      return parts.length == 4 ? Optional.of(RecordKey.of(new JobId(parts[2]))) : Optional.empty();
    } catch (IllegalArgumentException ofSomebodyElse) {
      return Optional.empty();
    }
  }

  private static ObjectInfo newer(ObjectInfo a, ObjectInfo b) {
    return a.modified().isAfter(b.modified()) ? a : b;
  }

  private void restore(Map<RecordKey, ObjectInfo> inputs, Notes notes) throws IOException {
    var missing = new LinkedHashMap<>(inputs);
    missing.keySet().removeAll(node.backend().jobs().read(inputs.keySet()).keySet());
    for (ObjectInfo input : missing.values()) {
      try {
        restore(input, notes);
      } catch (IllegalArgumentException | ObjectNotFoundException e) {
        // one that cannot be read, or whose pipeline is gone, does not keep the others waiting
        node.listener()
            .on(new NodeTroubled(new IOException(input.key() + ": " + e.getMessage(), e)));
      }
    }
  }

  private void restore(ObjectInfo input, Notes notes) throws IOException {
    Optional<JobNote> note = notes.note(input.key()).map(JobNote::of);
    if (note.isPresent() && welcome(note.get().job()) && !hasEnded(note.get().job())) {
      restore(note.get(), input);
    }
  }

  /// Whose data it holds is noted again, also of a job that has ended; what is about an erased
  /// person goes.
  private boolean welcome(JobRecord job) throws IOException {
    if (job.subject().isEmpty() || people.enter(job.subject().get(), job.id())) {
      return true;
    }
    var _ = erasures.subject(job.tenant(), job.subject().get());
    return false;
  }

  private boolean hasEnded(JobRecord job) throws IOException {
    ObjectPrefix folder = ObjectPrefix.under(Manifest.folder(job));
    try (Stream<ObjectInfo> outputs = node.backend().objects().list(folder)) {
      return outputs.anyMatch(output -> Manifest.isOne(output.key(), job.tenant(), job.id()));
    }
  }

  /// The record first, so that a crash behind it leaves a lost task that is found.
  private void restore(JobNote note, ObjectInfo input) throws IOException {
    Instant now = node.clock().instant();
    JobRecord job = note.restored(input, sum(input), now, now.plus(node.limits().grace()));
    if (!node.backend().jobs().create(RecordKey.of(job.id()), job)) {
      return;
    }
    dispatch.send(Messages.first(node.pipelines().of(job).definition(), job));
    node.listener().on(new Mended("lost-record", job.id()));
  }

  private String sum(ObjectInfo input) throws IOException {
    try (var content = node.backend().objects().open(input.key(), ByteRange.ALL)) {
      return Sha256.of(content.stream());
    }
  }
}
