package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.Entry;
import dev.vifte.job.Erasure;
import dev.vifte.job.JobId;
import dev.vifte.job.JobQuery;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Subject;
import dev.vifte.job.SubjectJob;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a job store promises of erasing, and of the records that drive it.
public abstract class ErasedRecordContract extends RecordContract {
  @Test
  void what_is_erased_before_it_is_created_is_never_created() throws Exception {
    jobs().erase(job(1), START);

    assertThat(jobs().create(RecordKey.of(job(1)), receiving(1, START))).isFalse();
  }

  @Test
  void a_record_that_comes_late_is_found_by_the_next_erasure() throws Exception {
    create(receiving(1, START));
    jobs().erase(job(1), START);
    boolean late = jobs().create(RecordKey.of(task(1)), TaskRecord.queued(task(1)));

    assertThat(jobs().erase(job(1), START)).isEqualTo(late ? 1 : 0);
    assertThat(read(RecordKey.of(task(1))).value()).isInstanceOf(Tombstone.class);
  }

  @Test
  void all_keys_of_a_job_are_known_and_none_of_another() throws Exception {
    create(receiving(1, START));
    create(receiving(2, START));
    jobs().create(RecordKey.of(task(1)), TaskRecord.queued(task(1)));

    assertThat(jobs().keys(job(1)))
        .containsExactlyInAnyOrder(RecordKey.of(job(1)), RecordKey.of(task(1)));
    jobs().erase(job(1), START);
    assertThat(jobs().keys(job(1))).hasSize(2);
    assertThat(jobs().keys(new JobId("nobody-knows"))).isEmpty();
  }

  @Test
  void an_erasure_is_due_until_it_has_ended_and_no_job_of_a_listing() throws Exception {
    Erasure begun = Erasure.begin(Fixtures.TENANT, new Erasure.OneJob(job(1)), START);
    jobs().create(RecordKey.of(begun.id()), begun);
    assertThat(jobs().due(START, 10)).containsExactly(RecordKey.of(begun.id()));
    assertThat(jobs().find(JobQuery.NEWEST)).isEmpty();

    Versioned<Entry> seen = read(RecordKey.of(begun.id()));
    jobs().replace(seen, begun.at(Erasure.Phase.DONE, START, Optional.empty()));

    assertThat(jobs().due(START.plusSeconds(60), 10)).isEmpty();
  }

  @Test
  void a_line_of_a_data_subject_is_read_as_it_was_written() throws Exception {
    var line = new SubjectJob(new Subject("0f".repeat(20)), job(1));
    assertThat(jobs().create(line.key(), line)).isTrue();

    assertThat(jobs().keys(SubjectJob.group(line.subject()))).containsExactly(line.key());
    assertThat(read(line.key()).value()).isEqualTo(line);
  }
}
