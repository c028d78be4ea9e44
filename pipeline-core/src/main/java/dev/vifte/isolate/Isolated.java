package dev.vifte.isolate;

import dev.vifte.Json;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/// A few child JVMs that run stages which may hang, run out of memory or crash, so that only the
/// child suffers. A child has its own heap, stack and processor limits, serves many tasks one after
/// another, and is killed at the time limit of a task: an interrupt does not stop a parser.
///
/// A child guards the node's life, not its secrets: it is no sandbox for hostile code, only for
/// hostile files. In a child SLF4J is silent; what its code prints is in the node's log at debug.
/// Children end by themselves when this JVM dies in whatever way.
///
/// Safe for use by many threads; calls block and suit virtual threads.
public final class Isolated implements AutoCloseable {
  private final IsolatedSettings settings;
  private final Launch launch;
  private final Semaphore places;
  private final Deque<ChildProcess> idle = new ConcurrentLinkedDeque<>();
  private final Set<ChildProcess> all = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  private Isolated(IsolatedSettings settings) {
    this.settings = settings;
    this.launch = new Launch(settings);
    this.places = new Semaphore(settings.children(), true);
  }

  /// Opens the pool. The first task starts the first child.
  public static Isolated start(IsolatedSettings settings) {
    return new Isolated(settings);
  }

  /// How work in a child ended.
  ///
  /// @param cpu time of the child, all its threads; zero when it died of itself
  public record Ran(Outcome outcome, Duration cpu) {}

  /// Waits for a free child, fair and unbounded, and starts one where none is warm. Close the seat
  /// to let the next one in.
  ///
  /// @throws IOException when no child can be started
  /// @throws InterruptedException when interrupted while waiting
  public Seat seat() throws IOException, InterruptedException {
    places.acquire();
    try {
      return new Seat(child());
    } catch (IOException | InterruptedException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  /// A child that waits for one task. Used by one thread.
  public final class Seat implements AutoCloseable {
    private final ChildProcess child;
    private boolean used;

    private Seat(ChildProcess child) {
      this.child = child;
    }

    /// Runs one task in the child and waits for it. The class of the stage must come from a
    /// [dev.vifte.stage.StageProvider] on the class path or among the plugins.
    ///
    /// - after `limit`: [Reason#TIMEOUT]
    /// - heap used up: [Reason#OUT_OF_MEMORY]; stack used up: [Reason#TOO_COMPLEX]
    /// - an exception, or the child dies: [Outcome.Retry]
    ///
    /// Outputs lie in files of the input's scratch folder.
    ///
    /// @throws IOException when the input cannot be read
    /// @throws InterruptedException when interrupted; the work is then stopped
    /// @throws IllegalStateException the second time
    public Ran run(Stage stage, StageInput input, Duration limit)
        throws IOException, InterruptedException {
      if (used) {
        throw new IllegalStateException("a seat is for one task; take another");
      }
      byte[] task = Json.bytes(Task.of(stage, input, limit));
      if (!Frames.fits(task)) {
        String why =
            "what stage %s is to know of the stages before it is %d bytes of JSON; at most %d"
                .formatted(input.stage(), task.length, Frames.MOST);
        return new Ran(Outcome.reject(Reason.TOO_COMPLEX, why), Duration.ZERO);
      }
      used = true;
      return work(child, task, input, limit);
    }

    @Override
    public void close() {
      if (!used) {
        giveBack(child, true);
      }
      places.release();
    }
  }

  /// Kills the children; work in them ends as a [Outcome.Retry].
  @Override
  public void close() {
    closed = true;
    all.forEach(this::discard);
  }

  private Ran work(ChildProcess child, byte[] task, StageInput input, Duration limit)
      throws IOException, InterruptedException {
    var fate = new Fate(input.stage(), limit);
    Duration before = child.cpu();
    Said.Last last;
    try {
      last = child.work(task, input, limit);
    } catch (TimeoutException _) {
      Duration used = child.cpu().minus(before);
      discard(child);
      return new Ran(fate.timedOut(), used);
    } catch (IOException e) {
      String how = child.autopsy(e);
      discard(child);
      return new Ran(fate.died(how), Duration.ZERO);
    } catch (InterruptedException e) {
      discard(child);
      throw e;
    }
    Duration used = child.cpu().minus(before);
    giveBack(child, last.fit());
    return new Ran(new Results(input.scratch()).outcome(last), used);
  }

  private void giveBack(ChildProcess child, boolean fit) {
    if (fit && !closed && child.fit(settings.limits())) {
      idle.addFirst(child);
    } else {
      discard(child);
    }
  }

  private void discard(ChildProcess child) {
    child.kill();
    all.remove(child);
    idle.remove(child);
  }

  private ChildProcess child() throws IOException, InterruptedException {
    var warm = Optional.ofNullable(idle.pollFirst());
    while (warm.isPresent() && !warm.get().alive()) {
      discard(warm.get());
      warm = Optional.ofNullable(idle.pollFirst());
    }
    return warm.isPresent() ? warm.get() : fresh();
  }

  private ChildProcess fresh() throws IOException, InterruptedException {
    var child = ChildProcess.start(launch);
    all.add(child);
    if (closed) {
      discard(child);
      throw new IOException("the node is closing; no isolated process is started any more");
    }
    return child;
  }
}
