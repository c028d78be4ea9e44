package dev.vifte.isolate;

import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The parent's hand on one child JVM. Used by one thread at a time; [#kill] by any.
final class ChildProcess {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration DYING = Duration.ofSeconds(2);
  private static final Duration DEATH = Duration.ofSeconds(10);

  private final Process process;
  private final Conversation conversation;

  /// A thread of its own talks, since a read from a pipe holds its thread and cannot be timed.
  private final ExecutorService talk;

  private int tasks;

  private ChildProcess(Process process) {
    this.process = process;
    this.conversation =
        new Conversation(new Frames(process.getInputStream(), process.getOutputStream()));
    this.talk =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("isolated-" + process.pid()).factory());
  }

  /// Starts one and waits until it can take a task.
  ///
  /// @throws IOException when it does not start
  static ChildProcess start(Launch launch) throws IOException, InterruptedException {
    var child = new ChildProcess(launch.start());
    Complaints.listen(child.process);
    try {
      child.timed(
          () -> {
            child.conversation.greet();
            return true;
          },
          START);
      return child;
    } catch (IOException e) {
      throw notStarted(child.autopsy(e));
    } catch (TimeoutException _) {
      child.kill();
      throw notStarted("not ready after " + START);
    } catch (InterruptedException e) {
      child.kill();
      throw e;
    }
  }

  private static IOException notStarted(String why) {
    return new IOException(
        "an isolated process did not start (%s); what it printed is in the log at debug"
            .formatted(why));
  }

  /// Lets the child work on one task.
  ///
  /// @throws TimeoutException after `limit`; the child must be killed then
  /// @throws IOException when it is dead or talks nonsense; likewise
  Said.Last work(byte[] task, StageInput input, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    tasks++;
    return timed(() -> conversation.work(task, input), limit);
  }

  /// Whether another task may be given to it.
  boolean fit(IsolatedSettings.ChildLimits limits) {
    return process.isAlive() && tasks < limits.tasks() && !halfSpent(limits.cpu());
  }

  private boolean halfSpent(Duration cpu) {
    return cpu().compareTo(cpu.dividedBy(2)) > 0;
  }

  /// CPU time used so far, where the system tells.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Ends it, and whatever it has started, at once and waits until it is gone.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    gone(DEATH);
    talk.shutdownNow();
  }

  /// Ends it, unless it is already dying.
  ///
  /// @return how it died, or what it did instead
  String autopsy(IOException trouble) {
    boolean byItself = gone(DYING);
    kill();
    return byItself ? Death.words(process.exitValue()) : String.valueOf(trouble.getMessage());
  }

  private boolean gone(Duration wait) {
    try {
      return process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> T timed(Callable<T> work, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    var answer = talk.submit(work);
    try {
      return answer.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }
}
