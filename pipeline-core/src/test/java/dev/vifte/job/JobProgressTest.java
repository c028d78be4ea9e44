package dev.vifte.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.Json;
import dev.vifte.job.JobProgress.Standing;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.pipeline.WhenFailed;
import dev.vifte.stage.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobProgressTest {
  private final JobRecord job = Records.job("a");
  private final Map<RecordKey, Versioned<Entry>> records = new HashMap<>();

  @Test
  void a_stage_waits_until_all_before_it_have_ended() {
    ended("a", TaskState.DONE);

    var progress = progress(Records.stage("a"), Records.stage("b"), Records.stage("c", "a", "b"));

    assertThat(standings(progress))
        .containsExactly(Standing.DONE, Standing.READY, Standing.WAITING);
    assertThat(progress.open()).extracting(TaskId::stage).containsExactly(new StageName("b"));
  }

  @Test
  void a_stage_whose_type_does_not_match_is_skipped_and_holds_nobody_up() {
    var progress =
        progress(Records.stage("a").when(new MediaRange("text/csv")), Records.stage("b", "a"));

    assertThat(standings(progress)).containsExactly(Standing.SKIPPED, Standing.READY);
    assertThat(progress.first(Records.stage("b", "a"))).isTrue();
  }

  @Test
  void a_failed_stage_lets_the_next_run_by_default_and_the_job_has_failed() {
    ended("a", TaskState.REJECTED);
    ended("b", TaskState.DONE);

    var progress = progress(Records.stage("a"), Records.stage("b", "a"));

    assertThat(progress.ended()).isTrue();
    assertThat(progress.outcome()).isEqualTo(JobState.FAILED);
  }

  @Test
  void told_to_skip_it_skips_and_so_does_what_comes_after_it() {
    ended("a", TaskState.DEAD);

    var progress =
        progress(
            Records.stage("a"),
            Records.stage("b", "a").whenFailed(WhenFailed.SKIP),
            Records.stage("c", "b").whenFailed(WhenFailed.SKIP));

    assertThat(standings(progress))
        .containsExactly(Standing.FAILED, Standing.SKIPPED, Standing.SKIPPED);
  }

  @Test
  void a_stage_that_fanned_out_ends_with_its_last_item() {
    fanned("a", "1-8", "9-16");
    item("a", "1-8", TaskState.DONE);
    assertThat(progress(Records.stage("a")).ended()).isFalse();

    item("a", "9-16", TaskState.DONE);

    assertThat(progress(Records.stage("a")).ended()).isTrue();
    assertThat(progress(Records.stage("a")).outcome()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void one_bad_item_fails_its_stage_and_keeps_the_results_of_the_others() {
    fanned("a", "1", "2");
    item("a", "1", TaskState.DEAD);
    item("a", "2", TaskState.DONE);

    assertThat(standings(progress(Records.stage("a")))).containsExactly(Standing.FAILED);
  }

  @Test
  void the_manifest_names_every_stage_with_its_state_and_reason() {
    ended("a", TaskState.REJECTED);

    var manifest = Manifest.of(progress(Records.stage("a"), Records.stage("b")), JobState.RUNNING);

    assertThat(manifest.at("/stages/a/state").asText()).isEqualTo("rejected");
    assertThat(manifest.at("/stages/a/reason").asText()).isEqualTo("corrupt");
    assertThat(manifest.at("/stages/b/state").asText()).isEqualTo("queued");
    assertThat(manifest.at("/input/type").asText()).isEqualTo("image/jpeg");
  }

  private JobProgress progress(StageSpec... stages) {
    return JobProgress.of(Records.pipeline(stages), job, records);
  }

  private static List<Standing> standings(JobProgress progress) {
    return progress.definition().stages().stream().map(s -> progress.standing(s.name())).toList();
  }

  private void ended(String stage, TaskState state) {
    put(end(TaskId.of(job.id(), new StageName(stage)), state, List.of()));
  }

  private void fanned(String stage, String... items) {
    var names = List.of(items).stream().map(ItemName::new).toList();
    put(end(TaskId.of(job.id(), new StageName(stage)), TaskState.DONE, names));
  }

  private void item(String stage, String item, TaskState state) {
    put(end(TaskId.of(job.id(), new StageName(stage)).item(new ItemName(item)), state, List.of()));
  }

  private static TaskRecord end(TaskId task, TaskState state, List<ItemName> items) {
    Optional<Refusal> refusal =
        state == TaskState.DONE
            ? Optional.empty()
            : Optional.of(new Refusal(Reason.CORRUPT, "broken"));
    var result = new TaskResult(Json.object(), List.of(), items);
    return TaskRecord.queued(task).endedAs(state, Records.T0, Optional.of(result), refusal);
  }

  private void put(TaskRecord record) {
    var key = RecordKey.of(record.task());
    records.put(key, new Versioned<>(key, record, 1));
  }
}
