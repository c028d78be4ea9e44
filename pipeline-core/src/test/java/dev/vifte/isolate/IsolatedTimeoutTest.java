package dev.vifte.isolate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedTimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Isolated isolated;

  @BeforeEach
  void open() {
    isolated = Isolated.start(IsolatedSettings.in(folder.resolve("home")).children(2));
  }

  @AfterEach
  void close() {
    isolated.close();
    threads.close();
  }

  @Test
  void a_loop_that_ignores_interrupts_is_dead_when_its_timeout_is_told() throws Exception {
    var done = (Outcome.Done) run(Act.SHOUT, input("before"), LONG);
    var child = process(done.data().path("pid").asLong());

    var outcome = (Outcome.Reject) run(Act.SPIN, input("loop"), SHORT);

    assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(outcome.why()).contains("pages", "300 ms", "raise its timeout");
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void four_that_hang_do_not_keep_a_good_one_from_its_turn() throws Exception {
    var hanging = new ArrayList<Future<Outcome>>();
    for (Act act : List.of(Act.SPIN, Act.WAIT, Act.SPIN, Act.WAIT)) {
      var input = input("hang" + hanging.size());
      hanging.add(threads.submit(() -> run(act, input, SHORT)));
    }
    var good = threads.submit(() -> run(Act.SHOUT, input("good"), LONG));

    assertThat(good.get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
    for (Future<Outcome> one : hanging) {
      assertThat(((Outcome.Reject) one.get(60, SECONDS)).reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void an_interrupted_caller_leaves_no_child_at_work() throws Exception {
    var input = input("cancelled");
    var work = threads.submit(() -> run(Act.SPIN, input, LONG));
    var child = process(input.child().get(60, SECONDS));

    work.cancel(true);

    child.onExit().get(60, SECONDS);
  }

  @Test
  void closing_the_pool_ends_work_at_once() throws Exception {
    var input = input("closed");
    var work = threads.submit(() -> run(Act.SPIN, input, LONG));
    input.child().get(60, SECONDS);

    isolated.close();

    assertThat(work.get(60, SECONDS)).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void a_busy_child_ends_when_its_parent_is_killed() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var home = folder.resolve("orphan").toString();
    var parent = new ProcessBuilder(java, "-cp", path, ShortLivedParent.class.getName(), home);
    var running = parent.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var child = process(Long.parseLong(running.inputReader().readLine()));

    running.destroyForcibly();

    child.onExit().get(60, SECONDS);
  }

  private static ProcessHandle process(long pid) {
    return ProcessHandle.of(pid).orElseThrow();
  }

  private FolderInput input(String name) throws IOException {
    return FolderInput.in(folder.resolve(name));
  }

  private Outcome run(Act act, FolderInput input, Duration limit) throws Exception {
    try (var seat = isolated.seat()) {
      return seat.run(Misbehaving.stage(act), input, limit).outcome();
    }
  }
}
