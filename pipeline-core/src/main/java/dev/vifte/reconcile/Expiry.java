package dev.vifte.reconcile;

import dev.vifte.erase.Erasures;
import dev.vifte.erase.Keep;
import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.job.Manifest;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TenantId;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.observe.PipelineEvent.Mended;
import dev.vifte.run.NodeContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Removes what is kept no longer, as [Keep] says, once a day. A whole job goes the way of one that
/// is erased; a job of which only objects are left, too.
final class Expiry {
  private static final Duration EVERY = Duration.ofDays(1);
  private static final int PAGE = 500;

  private final NodeContext node;
  private final Erasures erasures;
  private final Keep keep;
  private Instant next = Instant.MIN;

  Expiry(NodeContext node, Erasures erasures) {
    this.node = node;
    this.erasures = erasures;
    this.keep = erasures.keep();
  }

  void clear() throws IOException {
    Instant now = node.clock().instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    if (keep.jobs().isPresent()) {
      Instant from = now.minus(keep.jobs().get());
      jobs(from);
      orphans(from);
    }
    if (keep.originals().isPresent()) {
      originals(now.minus(keep.originals().get()));
    }
  }

  private void jobs(Instant from) throws IOException {
    var query =
        new JobQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(from),
            Optional.empty(),
            PAGE);
    List<JobSummary> page = node.backend().jobs().find(query);
    while (!page.isEmpty()) {
      for (JobSummary job : page) {
        if (job.state().ended() && job.changed().isBefore(from)) {
          remove(job.tenant(), job.id());
        }
      }
      page = node.backend().jobs().find(query.behind(page.getLast().id()));
    }
  }

  private void remove(TenantId tenant, JobId job) throws IOException {
    if (erasures.job(tenant, job).isPresent()) {
      node.listener().on(new Mended("expired-job", job));
    }
  }

  /// Results whose records are gone; they ended when their manifest was written.
  private void orphans(Instant from) throws IOException {
    try (Stream<ObjectInfo> all = listing("out")) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
        Optional<Place> place = Place.of(each.key());
        if (place.isPresent()
            && each.modified().isBefore(from)
            && Manifest.isOne(each.key(), place.get().tenant(), place.get().job())
            && read(place.get().job()).isEmpty()) {
          remove(place.get().tenant(), place.get().job());
        }
      }
    }
  }

  /// Inputs of jobs that left nothing to replay.
  private void originals(Instant from) throws IOException {
    try (Stream<ObjectInfo> all = listing("in")) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
        Optional<Place> place = Place.of(each.key());
        if (place.isPresent() && over(read(place.get().job()), from)) {
          node.backend().objects().erase(new ObjectPrefix(folder(each.key())));
          node.listener().on(new Mended("expired-original", place.get().job()));
        }
      }
    }
  }

  private static boolean over(Optional<Entry> entry, Instant from) {
    return entry
        .map(found ->
            switch (found) {
              case JobRecord job ->
                  (job.state() == JobState.COMPLETED || job.state() == JobState.CANCELLED)
                      && job.changed().isBefore(from);
              case Tombstone _ -> true;
              default -> false;
            })
        .orElse(false);
  }

  private Optional<Entry> read(JobId job) throws IOException {
    RecordKey key = RecordKey.of(job);
    return Optional.ofNullable(node.backend().jobs().read(List.of(key)).get(key))
        .map(Versioned::value);
  }

  private Stream<ObjectInfo> listing(String folder) throws IOException {
    return node.backend().objects().list(ObjectPrefix.under(new ObjectKey(folder)));
  }

  private static String folder(ObjectKey key) {
    return key.value().substring(0, key.value().lastIndexOf('/') + 1);
  }

  /// Whose an object is: `in/<tenant>/<job>/…` and `out/<tenant>/<job>/…`.
  private record Place(TenantId tenant, JobId job) {
    static Optional<Place> of(ObjectKey key) {
      String[] parts = key.value().split("/", -1);
      try {
        return parts.length < 4
            ? Optional.empty()
            : Optional.of(new Place(new TenantId(parts[1]), new JobId(parts[2])));
      } catch (IllegalArgumentException ofSomebodyElse) {
        return Optional.empty();
      }
    }
  }
}
