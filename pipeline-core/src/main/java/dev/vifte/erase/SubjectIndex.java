package dev.vifte.erase;

import dev.vifte.job.Erasure;
import dev.vifte.job.Erasure.Person;
import dev.vifte.job.JobId;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Subject;
import dev.vifte.job.SubjectJob;
import java.io.IOException;
import java.util.List;

/// Which jobs are about whom. The line of a job is written before anything else of it, and only
/// then it is asked whether the subject is erased; an erasure is on record before the lines are
/// read. So either the upload sees the erasure, or the erasure sees the job. Safe for use by many
/// threads.
public final class SubjectIndex {
  private final JobStore jobs;

  public SubjectIndex(JobStore jobs) {
    this.jobs = jobs;
  }

  /// Notes that a job is about a subject.
  ///
  /// @return false when the subject is being erased, or was: then nothing of the job may be stored
  public boolean enter(Subject subject, JobId job) throws IOException {
    var line = new SubjectJob(subject, job);
    boolean _ = jobs.create(line.key(), line);
    RecordKey erasure = RecordKey.of(Erasure.idOf(new Person(subject)));
    return jobs.read(List.of(erasure)).isEmpty();
  }
}
