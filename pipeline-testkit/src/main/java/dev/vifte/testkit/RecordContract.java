package dev.vifte.testkit;

import static dev.vifte.testkit.Fixtures.dead;
import static dev.vifte.testkit.Fixtures.input;
import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.newer;
import static dev.vifte.testkit.Fixtures.receiving;
import static dev.vifte.testkit.Fixtures.task;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.Entry;
import dev.vifte.job.JobId;
import dev.vifte.job.JobRecord;
import dev.vifte.job.JobState;
import dev.vifte.job.JobStore;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import dev.vifte.job.Versioned;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [JobStore] promises about records: create, compare-and-set, erasure, the due index.
/// Extend [JobStoreContract], which has these cases too.
public abstract class RecordContract {
  private static final int RACERS = 32;

  private JobStore jobs;

  /// A new, empty store.
  protected abstract JobStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    jobs = open();
  }

  @AfterEach
  final void closeStore() throws Exception {
    jobs.close();
  }

  /// The store of this test.
  protected final JobStore jobs() {
    return jobs;
  }

  protected final Versioned<Entry> read(RecordKey key) throws IOException {
    Versioned<Entry> found = jobs.read(List.of(key)).get(key);
    if (found == null) {
      throw new AssertionError("no record at " + key);
    }
    return found;
  }

  protected final void create(JobRecord job) throws IOException {
    assertThat(jobs.create(RecordKey.of(job.id()), job)).isTrue();
  }

  @Test
  void what_was_written_is_read_as_it_was() throws Exception {
    JobRecord written = receiving(1, START).with(input(1), Map.of(Fixtures.STAGE, "resize-1"));
    create(written);
    TaskRecord task = TaskRecord.queued(task(1));
    jobs.create(RecordKey.of(task(1)), task);
    jobs.create(RecordKey.deadLetter(task(1)), dead(task(1), Reason.CORRUPT, START));

    var found =
        jobs.read(
            List.of(RecordKey.of(job(1)), RecordKey.of(task(1)), RecordKey.deadLetter(task(1))));

    assertThat(found.values())
        .extracting(versioned -> (Object) versioned.value())
        .containsExactlyInAnyOrder(written, task, dead(task(1), Reason.CORRUPT, START));
  }

  @Test
  void keys_without_a_record_are_not_in_the_answer() throws Exception {
    create(receiving(1, START));

    assertThat(jobs.read(List.of(RecordKey.of(job(1)), RecordKey.of(job(2)))))
        .containsOnlyKeys(RecordKey.of(job(1)));
    assertThat(jobs.read(List.of())).isEmpty();
  }

  @Test
  void a_record_is_created_once() throws Exception {
    create(receiving(1, START));

    assertThat(jobs.create(RecordKey.of(job(1)), receiving(1, START.plusSeconds(1)))).isFalse();
    assertThat(read(RecordKey.of(job(1))).value()).isEqualTo(receiving(1, START));
  }

  @Test
  void of_many_that_create_one_wins() throws Exception {
    long winners =
        race(n -> () -> jobs.create(RecordKey.of(job(1)), receiving(1, START.plusSeconds(n))));

    assertThat(winners).isEqualTo(1);
  }

  @Test
  void of_many_that_replace_the_same_version_one_wins() throws Exception {
    create(receiving(1, START));
    var seen = read(RecordKey.of(job(1)));

    long winners = race(n -> () -> jobs.replace(seen, receiving(1, START.plusSeconds(n))));

    assertThat(winners).isEqualTo(1);
  }

  @Test
  void a_replacement_stands_on_the_latest_version() throws Exception {
    create(receiving(1, START));
    var first = read(RecordKey.of(job(1)));
    assertThat(jobs.replace(first, receiving(1, START.plusSeconds(1)))).isTrue();
    var second = read(RecordKey.of(job(1)));

    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(jobs.replace(first, receiving(1, START.plusSeconds(2)))).isFalse();
    assertThat(jobs.replace(second, receiving(1, START.plusSeconds(3)))).isTrue();
    assertThat(read(RecordKey.of(job(1))).value()).isEqualTo(receiving(1, START.plusSeconds(3)));
  }

  @Test
  void a_record_that_is_not_there_cannot_be_replaced() throws Exception {
    var absent = new Versioned<Entry>(RecordKey.of(job(1)), receiving(1, START), 1);

    assertThat(jobs.replace(absent, receiving(1, START))).isFalse();
    assertThat(jobs.read(List.of(RecordKey.of(job(1))))).isEmpty();
  }

  @Test
  void a_read_sees_what_was_just_written() throws Exception {
    create(receiving(1, START));

    for (int i = 1; i <= 200; i++) {
      JobRecord next = receiving(1, START.plusSeconds(i));
      assertThat(jobs.replace(read(RecordKey.of(job(1))), next)).isTrue();
      assertThat(read(RecordKey.of(job(1))).value()).isEqualTo(next);
    }
  }

  @Test
  void an_erased_job_leaves_tombstones() throws Exception {
    create(receiving(1, START));
    create(receiving(2, START));
    jobs.create(RecordKey.of(task(1)), TaskRecord.queued(task(1)));
    jobs.create(RecordKey.deadLetter(task(1)), dead(task(1), Reason.CORRUPT, START));

    jobs.erase(job(1), START.plusSeconds(9));

    var tombstone = new Tombstone(Entry.FORMAT, START.plusSeconds(9));
    assertThat(read(RecordKey.of(job(1))).value()).isEqualTo(tombstone);
    assertThat(read(RecordKey.of(task(1))).value()).isEqualTo(tombstone);
    assertThat(read(RecordKey.deadLetter(task(1))).value()).isEqualTo(tombstone);
    assertThat(read(RecordKey.of(job(2))).value()).isEqualTo(receiving(2, START));
  }

  @Test
  void nothing_is_created_over_a_tombstone() throws Exception {
    create(receiving(1, START));
    jobs.erase(job(1), START);

    assertThat(jobs.create(RecordKey.of(job(1)), receiving(1, START))).isFalse();
    assertThat(read(RecordKey.of(job(1))).value()).isInstanceOf(Tombstone.class);
  }

  @Test
  void nothing_replaces_a_tombstone() throws Exception {
    create(receiving(1, START));
    var before = read(RecordKey.of(job(1)));
    jobs.erase(job(1), START);

    assertThat(jobs.replace(before, receiving(1, START))).isFalse();
    assertThat(jobs.replace(read(RecordKey.of(job(1))), receiving(1, START))).isFalse();
    assertThat(read(RecordKey.of(job(1))).value()).isInstanceOf(Tombstone.class);
  }

  @Test
  void erasing_what_is_not_there_or_erased_is_harmless() throws Exception {
    create(receiving(1, START));
    jobs.erase(new JobId("nobody-knows"), START);
    long first = jobs.erase(job(1), START);
    long again = jobs.erase(job(1), START.plusSeconds(5));

    assertThat(first).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(read(RecordKey.of(job(1))).value()).isEqualTo(new Tombstone(Entry.FORMAT, START));
  }

  @Test
  void a_record_of_a_newer_format_is_refused_kindly() throws Exception {
    create(newer(receiving(1, START)));

    assertThatThrownBy(() -> read(RecordKey.of(job(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("update");
  }

  @Test
  void keys_that_are_due_come_the_most_overdue_first() throws Exception {
    for (int n = 0; n < 5; n++) {
      create(receiving(n, START.plusSeconds(10 - n)));
    }

    assertThat(jobs.due(START.plusSeconds(8), 2))
        .containsExactly(RecordKey.of(job(4)), RecordKey.of(job(3)));
    assertThat(jobs.due(START.plusSeconds(8), 10)).hasSize(3);
    assertThat(jobs.due(START, 10)).isEmpty();
  }

  @Test
  void a_record_that_needs_no_more_looking_at_is_no_longer_due() throws Exception {
    create(receiving(1, START));
    create(receiving(2, START));
    jobs.replace(
        read(RecordKey.of(job(1))),
        receiving(1, START).in(JobState.REFUSED, START, Optional.empty()));
    jobs.erase(job(2), START);

    assertThat(jobs.due(START.plusSeconds(60), 10)).isEmpty();
  }

  @Test
  void a_parked_task_is_due_at_its_time() throws Exception {
    TaskRecord parked =
        TaskRecord.queued(task(1)).waiting(true, Optional.of(START.plusSeconds(90)), true);
    jobs.create(RecordKey.of(task(1)), parked);

    assertThat(jobs.due(START.plusSeconds(89), 10)).isEmpty();
    assertThat(jobs.due(START.plusSeconds(90), 10)).containsExactly(RecordKey.of(task(1)));
  }

  private interface Racer {
    Callable<Boolean> number(int n);
  }

  private static long race(Racer racer) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all =
          IntStream.range(0, RACERS).mapToObj(n -> racer.number(n)).toList();
      long winners = 0;
      for (Future<Boolean> each : threads.invokeAll(all)) {
        winners += each.get() ? 1 : 0;
      }
      return winners;
    }
  }
}
