package dev.vifte.erase;

import dev.vifte.job.Entry;
import dev.vifte.job.Erasure.OneJob;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.Erasure.Target;
import dev.vifte.job.JobId;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Subject;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.Versioned;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Which jobs an erasure is about. Read from the job store itself, never from a view that lags.
final class Targets {
  private static final int PAGE = 500;

  private final JobStore jobs;

  Targets(JobStore jobs) {
    this.jobs = jobs;
  }

  /// All of them.
  List<JobId> of(Target target) throws IOException {
    return switch (target) {
      case OneJob(JobId job) -> List.of(job);
      case Person(Subject subject) -> ids(subject);
    };
  }

  /// Those that were not removed yet.
  List<JobId> left(Target target) throws IOException {
    return switch (target) {
      case OneJob(JobId job) -> List.of(job);
      case Person(Subject subject) -> open(subject);
    };
  }

  /// Notes that a job was removed once.
  void removed(Target target, JobId job, Instant now) throws IOException {
    if (target instanceof Person(Subject subject)) {
      RecordKey key = SubjectJob.key(subject, job);
      Versioned<Entry> found = jobs.read(List.of(key)).get(key);
      if (found != null && found.value() instanceof SubjectJob line && line.erased().isEmpty()) {
        boolean _ = jobs.replace(found, line.gone(now));
      }
    }
  }

  private List<JobId> ids(Subject subject) throws IOException {
    return jobs.keys(SubjectJob.group(subject)).stream()
        .map(key -> new JobId(key.part().substring(key.part().indexOf('/') + 1)))
        .toList();
  }

  private List<JobId> open(Subject subject) throws IOException {
    List<RecordKey> keys = jobs.keys(SubjectJob.group(subject));
    var open = new java.util.ArrayList<JobId>();
    for (int from = 0; from < keys.size(); from += PAGE) {
      for (var found : jobs.read(keys.subList(from, Math.min(keys.size(), from + PAGE))).values()) {
        if (found.value() instanceof SubjectJob line && line.erased().isEmpty()) {
          open.add(line.job());
        }
      }
    }
    return open;
  }
}
