package dev.vifte.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.pipeline.StageName;
import dev.vifte.queue.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EntryTest {
  private final JobRecord job = Records.job("a");

  @Test
  void a_job_is_read_as_it_was_written() {
    assertThat(Entry.fromJson(job.json())).isEqualTo(job);
  }

  @Test
  void a_task_is_read_as_it_was_written() {
    TaskRecord task =
        TaskRecord.queued(TaskId.of(job.id(), new StageName("a")).item(new ItemName("1-8")))
            .with(new Receipt("work", 7))
            .waiting(true, Optional.of(Records.T0), true)
            .noting(new AttemptNote(1, Records.T0, new NodeId("n1"), "retry", "busy"));

    assertThat(Entry.fromJson(task.json())).isEqualTo(task);
  }

  @Test
  void a_newer_format_is_refused_kindly() {
    String newer =
        new String(job.json(), StandardCharsets.UTF_8).replace("\"format\":1", "\"format\":2");

    assertThatThrownBy(() -> Entry.fromJson(newer.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("format 2")
        .hasMessageContaining("update this node");
  }

  @Test
  void only_what_waits_for_the_reconciler_is_due() {
    TaskRecord queued = TaskRecord.queued(TaskId.of(job.id(), new StageName("a")));

    assertThat(queued.due()).isEmpty();
    assertThat(queued.waiting(true, Optional.of(Records.T0), true).due()).contains(Records.T0);
    assertThat(job.in(JobState.COMPLETED, Records.T0, Optional.empty()).due()).isEmpty();
  }

  @Test
  void a_key_knows_its_task() {
    TaskId task = TaskId.of(job.id(), new StageName("a")).item(new ItemName("x"));

    assertThat(RecordKey.of(task).task()).contains(task);
    assertThat(RecordKey.deadLetter(task).task()).contains(task);
    assertThat(RecordKey.of(job.id()).task()).isEmpty();
  }
}
