package dev.vifte.nats;

import static dev.vifte.testkit.Fixtures.job;
import static dev.vifte.testkit.Fixtures.task;
import static dev.vifte.testkit.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.job.Entry;
import dev.vifte.job.RecordKey;
import dev.vifte.job.TaskRecord;
import dev.vifte.job.Tombstone;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The due index is what the messages say, also where a batch of them is taken again.
final class JobViewTest {
  private static final String SUBJECTS = "vifte.jobs.";
  private static final RecordKey KEY = RecordKey.of(task(1));
  private static final TaskRecord PARKED =
      TaskRecord.queued(task(1)).waiting(true, Optional.of(START), true);
  private static final TaskRecord PUBLISHED = PARKED.republished();
  private static final Tombstone TOMBSTONE = new Tombstone(Entry.FORMAT, START);

  private JobView view;
  private long sequence;

  /// A message as it comes out of a stream: its place there stands in the subject of the answer.
  private static final class Streamed extends NatsMessage {
    Streamed(String subject, long sequence, byte[] data) {
      super(subject, "$JS.ACK.jobs.tail.1.%d.%d.0.0".formatted(sequence, sequence), data);
    }

    @Override
    public boolean isJetStream() {
      return true;
    }

    @Override
    public NatsJetStreamMetaData metaData() {
      return new NatsJetStreamMetaData(this);
    }
  }

  @BeforeEach
  void open() throws IOException {
    view = new JobView(SUBJECTS);
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void what_is_due_no_more_goes_although_the_first_batch_that_said_so_was_rolled_back()
      throws Exception {
    view.take(List.of(streamed(KEY, PARKED)));
    Message published = streamed(KEY, PUBLISHED);
    Message unfit = new NatsMessage(subject(RecordKey.of(task(2))), "", parked(2).json());

    assertThatThrownBy(() -> view.take(List.of(published, unfit))).isInstanceOf(IOException.class);
    assertThat(due()).containsExactly(KEY);
    view.take(List.of(published));

    assertThat(due()).isEmpty();
  }

  @Test
  void what_becomes_due_and_is_due_no_more_in_one_batch_leaves_no_row() throws Exception {
    view.take(List.of(streamed(KEY, PARKED), streamed(KEY, PUBLISHED)));

    assertThat(due()).isEmpty();
    assertThat(view.jobsDue()).isZero();
  }

  @Test
  void a_tombstone_of_a_task_leaves_nothing_of_it() throws Exception {
    view.take(List.of(streamed(KEY, PARKED)));

    view.take(List.of(streamed(KEY, TOMBSTONE)));

    assertThat(due()).isEmpty();
    assertThat(view.jobsDue()).isZero();
  }

  @Test
  void the_tombstone_of_a_job_leaves_nothing_of_its_tasks_and_all_of_others() throws Exception {
    RecordKey other = RecordKey.of(task(2));
    view.take(List.of(streamed(KEY, PARKED), streamed(other, parked(2))));

    view.take(List.of(streamed(RecordKey.of(job(1)), TOMBSTONE)));

    assertThat(due()).containsExactly(other);
    assertThat(view.jobsDue()).isOne();
  }

  private static TaskRecord parked(int n) {
    return TaskRecord.queued(task(n)).waiting(true, Optional.of(START), true);
  }

  private Message streamed(RecordKey key, Entry entry) {
    return new Streamed(subject(key), ++sequence, entry.json());
  }

  private static String subject(RecordKey key) {
    return SUBJECTS + JobKeys.tokens(key);
  }

  private List<RecordKey> due() throws IOException {
    return view.due(START, 10);
  }
}
