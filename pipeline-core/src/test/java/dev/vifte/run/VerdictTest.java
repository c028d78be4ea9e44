package dev.vifte.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.NodeId;
import dev.vifte.job.RecordKey;
import dev.vifte.job.Records;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.TaskState;
import dev.vifte.job.Versioned;
import dev.vifte.pipeline.Definition;
import dev.vifte.queue.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final NodeId NODE = new NodeId("n1");
  private final JobRecord job = Records.job("resize");
  private final TaskMessage message = Records.message(job, "resize", 1);
  private final TaskRecord fresh = TaskRecord.queued(message.task());

  @Test
  void a_message_of_an_unknown_job_is_dropped() {
    assertThat(Verdict.of(Optional.empty(), Optional.empty(), message, seen(1)))
        .isEqualTo(new Verdict.Drop("unknown-job"));
  }

  @Test
  void a_first_delivery_without_a_record_starts_silently() {
    assertThat(judge(Optional.empty(), 1))
        .isEqualTo(new Verdict.Begin(job, fresh, Optional.empty(), true));
  }

  @Test
  void a_redelivery_that_finds_no_record_is_a_suspect_and_writes_its_start() {
    var begin = (Verdict.Begin) judge(Optional.empty(), 2);

    assertThat(begin.silent()).isFalse();
    assertThat(begin.base().startedOn(NODE, NOW).openStarts()).isEqualTo(1);
  }

  @Test
  void a_task_that_was_told_to_wait_is_no_suspect() {
    TaskRecord waiting = fresh.waiting(false, Optional.of(NOW), true);

    var begin = (Verdict.Begin) judge(Optional.of(waiting), 2);

    assertThat(begin.base().startedOn(NODE, NOW).openStarts()).isZero();
    assertThat(begin.base().failures()).isEqualTo(1);
  }

  @Test
  void a_task_handed_back_before_its_work_began_is_no_suspect() {
    var begin = (Verdict.Begin) judge(Optional.of(fresh.handedBack()), 2);

    assertThat(begin.base().startedOn(NODE, NOW).openStarts()).isZero();
  }

  @Test
  void a_task_whose_nodes_die_under_others_work_is_not_charged() {
    assertThat(judge(Optional.of(diedUnder(20)), 2)).isInstanceOf(Verdict.Begin.class);
  }

  @Test
  void a_suspect_whose_child_failed_stays_a_suspect() {
    TaskRecord again = diedUnder(5).waiting(false, Optional.of(NOW), true);

    var begin = (Verdict.Begin) judge(Optional.of(again), 2);

    assertThat(begin.base().openStarts()).isGreaterThan(Verdict.SUSPECT_STARTS);
    assertThat(again.handedBack().openStarts()).isEqualTo(again.openStarts());
  }

  @Test
  void a_task_under_which_a_hundred_and_one_starts_died_is_given_up() {
    assertThat(judge(Optional.of(diedUnder(100)), 2)).isInstanceOf(Verdict.Begin.class);
    assertThat(judge(Optional.of(diedUnder(101)), 2)).isInstanceOf(Verdict.GiveUp.class);
  }

  private TaskRecord diedUnder(int starts) {
    TaskRecord task = fresh.diedUnder();
    for (int start = 1; start < starts; start++) {
      task = task.startedOn(NODE, NOW);
    }
    return task;
  }

  @Test
  void an_ended_task_is_advanced_again() {
    TaskRecord done = fresh.endedAs(TaskState.DONE, NOW, Optional.empty(), Optional.empty());

    assertThat(judge(Optional.of(done), 3)).isEqualTo(new Verdict.AdvanceAgain(job, done));
  }

  @Test
  void an_older_publication_is_void() {
    assertThat(judge(Optional.of(fresh.republished()), 1))
        .isEqualTo(new Verdict.Drop("void-publication"));
  }

  @Test
  void a_parked_task_is_left_to_the_reconciler() {
    TaskRecord parked = fresh.waiting(true, Optional.of(NOW.minusSeconds(1)), true);

    assertThat(judge(Optional.of(parked), 2)).isEqualTo(new Verdict.Drop("parked"));
  }

  @Test
  void a_redelivery_before_the_time_of_the_next_attempt_waits_for_it() {
    TaskRecord waiting = fresh.waiting(false, Optional.of(NOW.plusSeconds(7)), true);

    assertThat(judge(Optional.of(waiting), 2))
        .isEqualTo(new Verdict.TooEarly(Duration.ofSeconds(7)));
  }

  @Test
  void a_task_of_an_ended_job_is_dropped() {
    JobRecord ended = job.in(JobState.CANCELLED, NOW, Optional.empty());

    assertThat(Verdict.of(Optional.of(ended), Optional.empty(), message, seen(1)))
        .isEqualTo(new Verdict.Drop("job-ended"));
  }

  @Test
  void the_task_at_the_end_waits_for_the_end() {
    TaskMessage atEnd = Records.message(job, Definition.AT_END.value(), 1);

    assertThat(Verdict.of(Optional.of(job), Optional.empty(), atEnd, seen(1)))
        .isEqualTo(new Verdict.TooEarly(Verdict.UNTIL_THE_END));
  }

  private Verdict judge(Optional<TaskRecord> record, int deliveries) {
    return Verdict.of(
        Optional.of(job),
        record.map(r -> new Versioned<>(RecordKey.of(r.task()), r, 7)),
        message,
        seen(deliveries));
  }

  private static Verdict.Seen seen(int deliveries) {
    return new Verdict.Seen(deliveries, NOW);
  }
}
