package dev.vifte.job;

import java.time.Instant;
import java.util.Optional;

/// One line of the index that finds the jobs of a data subject. It is written before the job's own
/// record, so no job is missing from it; one without a job does no harm.
///
/// @param erased when all of the job was removed once
public record SubjectJob(int format, Subject subject, JobId job, Optional<Instant> erased)
    implements Entry {
  public SubjectJob(Subject subject, JobId job) {
    this(FORMAT, subject, job, Optional.empty());
  }

  public SubjectJob gone(Instant now) {
    return new SubjectJob(format, subject, job, Optional.of(now));
  }

  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }

  /// Where the lines of a subject stand, as if they were records of a job.
  public static JobId group(Subject subject) {
    return new JobId("s-" + subject);
  }

  public RecordKey key() {
    return key(subject, job);
  }

  public static RecordKey key(Subject subject, JobId job) {
    return new RecordKey(group(subject), "i/" + job);
  }
}
