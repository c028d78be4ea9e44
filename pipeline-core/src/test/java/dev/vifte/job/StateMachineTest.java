package dev.vifte.job;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Compares `docs/state-machine.md` with the code, pair by pair.
final class StateMachineTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`(\\w+)`)? ?\\| `(\\w+)` \\|");
  private static final Pattern EDGE = Pattern.compile("(?m)^  (\\w+|\\[\\*]) --> (\\w+)$");
  private static final Pattern MEANING = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^`]");
  private static final Instant NOW = Records.T0;
  private static final NodeId NODE = new NodeId("n1");

  /// Everything that gives a task another state.
  private static final List<UnaryOperator<TaskRecord>> WRITES =
      List.of(
          task -> task.startedOn(NODE, NOW),
          TaskRecord::diedUnder,
          TaskRecord::handedBack,
          task -> task.waiting(false, Optional.of(NOW), true),
          task -> task.waiting(true, Optional.of(NOW), true),
          TaskRecord::republished,
          TaskRecord::replayed,
          task -> ended(task, TaskState.DONE),
          task -> ended(task, TaskState.REJECTED),
          task -> ended(task, TaskState.DEAD),
          task -> ended(task, TaskState.CANCELLED));

  private String jobs = "";
  private String tasks = "";

  @BeforeEach
  void read() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "state-machine.md"));
    int half = page.indexOf("## A task");
    jobs = page.substring(0, half);
    tasks = page.substring(half);
  }

  @Test
  void the_page_tells_what_each_state_means() {
    assertThat(all(MEANING, jobs, 1))
        .isEqualTo(Stream.of(JobState.values()).map(JobState::word).collect(toSet()));
    assertThat(all(MEANING, tasks, 1))
        .isEqualTo(Stream.of(TaskState.values()).map(TaskState::word).collect(toSet()));
  }

  @Test
  void the_pictures_show_what_the_tables_tell() {
    assertThat(edges(jobs)).isEqualTo(rows(jobs));
    assertThat(edges(tasks)).isEqualTo(rows(tasks));
  }

  @Test
  void a_job_goes_where_the_page_says_and_nowhere_else() {
    var found = new TreeSet<String>();
    for (JobState from : JobState.values()) {
      for (JobState to : JobState.values()) {
        boolean leads = succeeds(() -> inState(from).in(to, NOW, Optional.empty()));
        assertThat(leads).as("%s to %s", from, to).isEqualTo(from.leadsTo(to));
        if (leads) {
          found.add(pair(from.word(), to.word()));
        }
      }
    }
    assertThat(found).isEqualTo(moves(jobs));
  }

  @Test
  void the_next_run_of_a_job_begins_only_where_the_page_says() {
    for (JobState from : JobState.values()) {
      assertThat(succeeds(() -> inState(from).nextRun(NOW, NOW)))
          .as("next run of a job that is %s", from)
          .isEqualTo(moves(jobs).contains(pair(from.word(), "running")));
    }
  }

  @Test
  void a_task_goes_where_the_page_says_and_nowhere_else() {
    var found = new TreeSet<String>();
    for (TaskState from : TaskState.values()) {
      for (var write : WRITES) {
        if (succeeds(() -> write.apply(inState(from)))) {
          found.add(pair(from.word(), write.apply(inState(from)).state().word()));
        }
      }
    }
    assertThat(found).isEqualTo(moves(tasks));
  }

  @Test
  void what_has_ended_is_left_by_a_replay_only() {
    for (TaskState end : TaskState.values()) {
      long left = WRITES.stream().filter(w -> succeeds(() -> w.apply(inState(end)))).count();
      if (end.ended()) {
        assertThat(left).as("writes that leave %s", end).isLessThanOrEqualTo(1);
      }
    }
  }

  private static TaskRecord ended(TaskRecord task, TaskState end) {
    return task.endedAs(end, NOW, Optional.empty(), Optional.empty());
  }

  /// A job in any state, by the shortest way there.
  private static JobRecord inState(JobState state) {
    JobRecord running = Records.job("resize");
    return switch (state) {
      case RUNNING -> running;
      case RECEIVING -> inState(JobState.REFUSED).in(state, NOW, Optional.empty());
      case REFUSED -> Records.job(JobState.REFUSED, "resize");
      case COMPLETED, FAILED, CANCELLED -> running.in(state, NOW, Optional.empty());
    };
  }

  private static TaskRecord inState(TaskState state) {
    TaskRecord queued =
        TaskRecord.queued(Records.message(Records.job("resize"), "resize", 1).task());
    return switch (state) {
      case QUEUED -> queued;
      case RUNNING -> queued.startedOn(NODE, NOW);
      case PARKED -> queued.waiting(true, Optional.of(NOW), true);
      case DONE, REJECTED, DEAD, CANCELLED -> ended(queued, state);
    };
  }

  private static boolean succeeds(Supplier<?> write) {
    try {
      Object _ = write.get();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /// All rows, with those of a beginning.
  private static Set<String> rows(String half) {
    return ROW.matcher(half)
        .results()
        .map(row -> pair(row.group(2) == null ? "[*]" : row.group(2), row.group(3)))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> edges(String half) {
    return EDGE.matcher(half)
        .results()
        .map(edge -> pair(edge.group(1), edge.group(2)))
        .collect(toCollection(TreeSet::new));
  }

  /// Without those of a beginning.
  private static Set<String> moves(String half) {
    var moves = new TreeSet<>(rows(half));
    moves.removeIf(move -> move.startsWith("[*]"));
    return moves;
  }

  private static Set<String> all(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(r -> r.group(group)).collect(toSet());
  }

  private static String pair(String from, String to) {
    return from + " > " + to;
  }
}
