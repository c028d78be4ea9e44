package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.PIPELINE;
import static dev.vifte.testkit.Fixtures.STAGE;
import static dev.vifte.testkit.Fixtures.TENANT;
import static dev.vifte.testkit.Fixtures.dead;
import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.owned;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.DeadLetter;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.JobState;
import dev.vifte.job.JobSummary;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [JobStore] promises. Extend it and say how to open one; a durable one extends
/// [RestartContract] too. Listings may lag, so the cases wait for them.
public abstract class JobStoreContract extends ErasedRecordContract {
  private static final TenantId OTHER_TENANT = new TenantId("tenant-b");
  private static final PipelineName OTHER_PIPELINE = new PipelineName("invoices");

  @Test
  void jobs_are_listed_newest_first() throws Exception {
    createJobs(5);

    shows(JobQuery.NEWEST, 4, 3, 2, 1, 0);
  }

  @Test
  void jobs_of_the_same_moment_are_each_listed_once() throws Exception {
    for (int n = 0; n < 5; n++) {
      create(receiving(n, START));
    }
    shows(page(Optional.empty(), 5), 4, 3, 2, 1, 0);

    shows(page(Optional.empty(), 2), 4, 3);
    shows(page(Optional.of(job(3)), 2), 2, 1);
    shows(page(Optional.of(job(1)), 2), 0);
  }

  @Test
  void a_listing_goes_on_behind_a_job() throws Exception {
    createJobs(5);

    shows(page(Optional.of(job(3)), 2), 2, 1);
    shows(page(Optional.of(job(0)), 2));
  }

  @Test
  void jobs_are_listed_by_tenant() throws Exception {
    create(receiving(1, START));
    create(owned(receiving(2, START), OTHER_TENANT, PIPELINE));

    shows(filter(Optional.of(TENANT), Optional.empty(), Optional.empty()), 1);
    shows(filter(Optional.of(OTHER_TENANT), Optional.empty(), Optional.empty()), 2);
  }

  @Test
  void jobs_are_listed_by_state() throws Exception {
    createJobs(3);
    jobs()
        .replace(
            read(RecordKey.of(job(1))),
            receiving(1, START.plusSeconds(1)).in(JobState.CANCELLED, START, Optional.empty()));

    shows(filter(Optional.empty(), Optional.of(JobState.CANCELLED), Optional.empty()), 1);
    shows(filter(Optional.of(TENANT), Optional.of(JobState.RECEIVING), Optional.empty()), 2, 0);
    shows(filter(Optional.empty(), Optional.of(JobState.COMPLETED), Optional.empty()));
  }

  @Test
  void jobs_are_listed_by_pipeline() throws Exception {
    create(receiving(1, START));
    create(owned(receiving(2, START), TENANT, OTHER_PIPELINE));

    shows(filter(Optional.empty(), Optional.empty(), Optional.of(OTHER_PIPELINE)), 2);
    shows(filter(Optional.of(TENANT), Optional.empty(), Optional.of(PIPELINE)), 1);
  }

  @Test
  void jobs_that_were_created_before_a_time_are_listed_page_by_page() throws Exception {
    createJobs(5);
    var query =
        new JobQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(START.plusSeconds(3)),
            Optional.empty(),
            2);

    shows(query, 2, 1);
    shows(query.behind(job(1)), 0);
  }

  @Test
  void an_erased_job_is_no_longer_listed() throws Exception {
    createJobs(3);
    jobs().erase(job(1), START);

    shows(JobQuery.NEWEST, 2, 0);
  }

  @Test
  void dead_letters_are_listed_oldest_first() throws Exception {
    for (int n = 0; n < 4; n++) {
      die(dead(task(n), Reason.CORRUPT, START.plusSeconds(10 - n)));
    }

    showsDead(DeadLetterQuery.ALL, task(3), task(2), task(1), task(0));
    showsDead(letters(Optional.empty(), Optional.of(task(2)), 1), task(1));
  }

  @Test
  void dead_letters_are_listed_by_each_filter() throws Exception {
    var letter = dead(task(1), Reason.CORRUPT, START);
    die(letter);
    die(dead(task(2), Reason.TIMEOUT, START));

    showsDead(letters(Optional.of(Reason.TIMEOUT), Optional.empty(), 10), task(2));
    showsDead(by(Optional.of(TENANT), Optional.of(PIPELINE), Optional.of(STAGE)), task(1), task(2));
    showsDead(by(Optional.of(OTHER_TENANT), Optional.empty(), Optional.empty()));
    showsDead(by(Optional.empty(), Optional.of(OTHER_PIPELINE), Optional.empty()));
    showsDead(by(Optional.empty(), Optional.empty(), Optional.of(new StageName("rows"))));
  }

  @Test
  void dead_letters_that_were_replayed_dropped_or_erased_are_not_listed() throws Exception {
    for (int n = 0; n < 4; n++) {
      die(dead(task(n), Reason.CORRUPT, START.plusSeconds(n)));
    }
    nowIs(0, DeadLetter.Fate.REPLAYED);
    nowIs(1, DeadLetter.Fate.DROPPED);
    jobs().erase(job(2), START);

    showsDead(DeadLetterQuery.ALL, task(3));
  }

  private void createJobs(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      create(receiving(n, START.plusSeconds(n)));
    }
  }

  private void die(DeadLetter letter) throws IOException {
    assertThat(jobs().create(RecordKey.deadLetter(letter.task()), letter)).isTrue();
  }

  private void nowIs(int n, DeadLetter.Fate fate) throws IOException {
    var seen = read(RecordKey.deadLetter(task(n)));
    assertThat(jobs().replace(seen, ((DeadLetter) seen.value()).nowIs(fate))).isTrue();
  }

  private void shows(JobQuery query, int... expected) throws Exception {
    var ids = new ArrayList<JobId>();
    for (int n : expected) {
      ids.add(job(n));
    }
    Probe.eventually(
        "a listing of " + ids,
        () -> jobs().find(query).stream().map(JobSummary::id).toList().equals(ids));
  }

  private void showsDead(DeadLetterQuery query, TaskId... expected) throws Exception {
    Probe.eventually(
        "a listing of dead " + List.of(expected),
        () -> jobs().find(query).stream().map(DeadLetter::task).toList().equals(List.of(expected)));
  }

  private static JobQuery page(Optional<JobId> after, int limit) {
    return new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), after, limit);
  }

  private static JobQuery filter(
      Optional<TenantId> tenant, Optional<JobState> state, Optional<PipelineName> pipeline) {
    return new JobQuery(tenant, state, pipeline, Optional.empty(), 100);
  }

  private static DeadLetterQuery letters(
      Optional<Reason> reason, Optional<TaskId> after, int limit) {
    return new DeadLetterQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), reason, after, limit);
  }

  private static DeadLetterQuery by(
      Optional<TenantId> tenant, Optional<PipelineName> pipeline, Optional<StageName> stage) {
    return new DeadLetterQuery(tenant, pipeline, stage, Optional.empty(), Optional.empty(), 100);
  }
}
