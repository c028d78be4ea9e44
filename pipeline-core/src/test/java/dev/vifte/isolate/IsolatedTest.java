package dev.vifte.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.isolate.IsolatedSettings.ChildLimits;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output.Content;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Isolated isolated;

  @BeforeEach
  void open() {
    isolated =
        Isolated.start(IsolatedSettings.in(folder.resolve("home")).children(1).limits(small()));
  }

  @AfterEach
  void close() {
    isolated.close();
  }

  @Test
  void outputs_of_a_child_lie_in_files_of_the_scratch_folder() throws Exception {
    var done = (Outcome.Done) run(Act.SHOUT);

    assertThat(done.outputs()).extracting("name").containsExactly("a.txt", "b.txt");
    assertThat(done.outputs().getFirst().facts()).containsEntry("n", 3L);
    assertThat(done.outputs())
        .allSatisfy(output ->
            assertThat(((Content.InFile) output.content()).path())
                .startsWith(folder.resolve("scratch"))
                .content()
                .isEqualTo("HELLO"));
  }

  @Test
  void a_child_sees_its_task_and_asks_for_secrets_and_earlier_outputs() throws Exception {
    var told = ((Outcome.Done) run(Act.TELL)).data();

    assertThat(told.path("item").asText()).isEqualTo("1-8");
    assertThat(told.path("attempt").asInt()).isEqualTo(2);
    assertThat(told.path("trace").asText()).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    assertThat(told.path("env").asText()).isEqualTo("blå");
    assertThat(told.path("secret").asText()).isEqualTo("s3cret");
    assertThat(told.path("before").asText()).isEqualTo("before");
    assertThat(told.path("left").asLong()).isBetween(1L, LONG.toSeconds());
  }

  @Test
  void every_kind_of_outcome_comes_back_as_it_was() throws Exception {
    assertThat(((Outcome.Done) run(Act.FAN_OUT)).items()).hasSize(2);
    assertThat(run(Act.REJECT)).isEqualTo(Outcome.reject(Reason.ENCRYPTED, "locked"));
    assertThat(run(Act.RETRY)).isEqualTo(Outcome.retryAfter(Duration.ofSeconds(7), "busy"));
  }

  @Test
  void a_child_serves_many_tasks_and_is_then_replaced() throws Exception {
    long first = pid();

    assertThat(pid()).isEqualTo(first);
    assertThat(pid()).isEqualTo(first);
    assertThat(pid()).isEqualTo(first);
    assertThat(pid()).isNotEqualTo(first);
  }

  @Test
  void an_exception_is_a_retry_that_names_it_and_keeps_the_child() throws Exception {
    long before = pid();

    assertThat(run(Act.THROW)).asString().contains("surprise", "pages", "TRANSIENT");
    assertThat(run(Act.ASK_WRONGLY)).asString().contains("'none' is not declared");
    assertThat(pid()).isEqualTo(before);
  }

  @Test
  void memory_used_up_is_a_reason_and_a_fresh_child() throws Exception {
    long before = pid();

    assertThat(reason(run(Act.EAT))).isEqualTo(Reason.OUT_OF_MEMORY);
    assertThat(pid()).isNotEqualTo(before);
  }

  @Test
  void memory_outside_of_the_heap_has_an_end() throws Exception {
    var done = (Outcome.Done) run(Act.EAT_NATIVELY);

    assertThat(done.data().path("mebibytes").asInt()).isBetween(256, 1280);
  }

  @Test
  void a_stack_used_up_is_a_reason() throws Exception {
    assertThat(reason(run(Act.NEST))).isEqualTo(Reason.TOO_COMPLEX);
    assertThat(pid()).isPositive();
  }

  @Test
  void a_child_that_dies_costs_one_attempt_and_is_replaced() throws Exception {
    assertThat(run(Act.EXIT)).isInstanceOf(Outcome.Retry.class).asString().contains("exit code 3");
    assertThat(run(Act.BE_KILLED))
        .isInstanceOf(Outcome.Retry.class)
        .asString()
        .contains("signal 9");
    assertThat(run(Act.CRASH))
        .isInstanceOf(Outcome.Retry.class)
        .asString()
        .contains("its JVM crashed");
    assertThat(pid()).isPositive();
  }

  @Test
  void printing_does_not_disturb_the_talk() throws Exception {
    assertThat(run(Act.PRINT)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_child_that_talks_nonsense_is_replaced() throws Exception {
    assertThat(run(Act.PRINT_NATIVELY)).asString().contains("not a frame");
    assertThat(pid()).isPositive();
  }

  @Test
  void findings_beyond_the_bound_are_refused() throws Exception {
    assertThat(reason(run(Act.TALK_TOO_MUCH))).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void a_file_outside_the_scratch_folder_is_no_output() {
    assertThatThrownBy(() -> run(Act.POINT_ELSEWHERE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stolen.txt");
  }

  @Test
  void a_kind_that_nobody_provides_is_refused_by_name() throws Exception {
    var outcome = run(new Nobody());

    assertThat(outcome).asString().contains("test/nobody", "plugins");
  }

  @Test
  void a_seat_nobody_used_leaves_its_child_warm() throws Exception {
    long before = pid();

    isolated.seat().close();

    assertThat(pid()).isEqualTo(before);
  }

  @Test
  void a_seat_is_for_one_task() throws Exception {
    try (var seat = isolated.seat()) {
      var _ = seat.run(Misbehaving.stage(Act.SHOUT), FolderInput.in(folder), LONG);

      assertThatThrownBy(() -> seat.run(Misbehaving.stage(Act.SHOUT), FolderInput.in(folder), LONG))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_closed_pool_starts_no_child() {
    isolated.close();

    assertThatThrownBy(() -> run(Act.SHOUT)).isInstanceOf(IOException.class);
    assertThat(folder.resolve("home")).satisfies(IsolatedTest::holdsNoCrashFiles);
  }

  private static void holdsNoCrashFiles(Path home) throws IOException {
    if (Files.exists(home)) {
      try (var files = Files.list(home)) {
        assertThat(files).allMatch(file -> file.endsWith("tmp"));
      }
    }
  }

  private static ChildLimits small() {
    return ChildLimits.DEFAULTS.heap(32 << 20).tasks(4);
  }

  private long pid() throws Exception {
    return ((Outcome.Done) run(Act.SHOUT)).data().path("pid").asLong();
  }

  private Outcome run(Act act) throws Exception {
    return run(Misbehaving.stage(act));
  }

  private Outcome run(Stage stage) throws Exception {
    try (var seat = isolated.seat()) {
      return seat.run(stage, FolderInput.in(folder), LONG).outcome();
    }
  }

  private static Reason reason(Outcome outcome) {
    return ((Outcome.Reject) outcome).reason();
  }

  private record Nobody() implements Stage {
    @Override
    public StageKind kind() {
      return new StageKind("test/nobody");
    }

    @Override
    public Outcome process(StageInput input) {
      return Outcome.done();
    }
  }
}
