package dev.vifte.loadtest;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobId;
import dev.vifte.job.JobState;
import dev.vifte.job.TenantId;
import dev.vifte.observe.PipelineEvent;
import dev.vifte.observe.PipelineEvent.AttemptFinished;
import dev.vifte.observe.PipelineEvent.JobEnded;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.stage.Stages;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A node on a backend, and a client that keeps a number of jobs in flight.
public final class Rig implements AutoCloseable {
  private static final TenantId TENANT = new TenantId("bench");

  private final Closeable rest;
  private final Node node;
  private final PipelineName pipeline;
  private final ConcurrentMap<JobId, CompletableFuture<JobState>> ends = new ConcurrentHashMap<>();
  private final AtomicLong stageNanos = new AtomicLong();

  private Rig(Closeable rest, Backend backend, Pipeline pipeline) throws IOException {
    this.rest = rest;
    this.pipeline = pipeline.name();
    this.node =
        Node.on(backend)
            .running(pipeline)
            .stages(Stages.discover(Rig.class.getClassLoader()))
            .listening(this::hear)
            .start();
  }

  /// On a backend that the caller closes afterwards.
  public static Rig on(Backend backend, Pipeline pipeline) throws IOException {
    return new Rig(() -> {}, backend, pipeline);
  }

  /// On disk, in a fresh folder that goes when it is closed.
  public static Rig durable(Path scratch, Pipeline pipeline) throws IOException {
    Path folder = Fresh.folder(scratch);
    Backend backend = Embedded.open(EmbeddedSettings.in(folder));
    Closeable rest =
        () -> {
          backend.close();
          Fresh.remove(folder);
        };
    return new Rig(rest, backend, pipeline);
  }

  static Rig inMemory(Pipeline pipeline) throws IOException {
    Backend backend = Embedded.open(EmbeddedSettings.inMemory());
    return new Rig(backend::close, backend, pipeline);
  }

  /// What a number of jobs took.
  ///
  /// @param cpu of the whole process
  /// @param stages CPU time of the stages' own threads within it
  /// @param jit CPU time of the JIT compiler within it: what has not settled yet
  public record Cost(int jobs, Duration wall, Duration cpu, Duration stages, Duration jit) {
    public double jobsPerSecond() {
      return jobs / (wall.toNanos() / 1e9);
    }

    /// What the engine took beside stages and JIT compiler, for one job, in milliseconds.
    public double engineMillis() {
      return each(cpu.minus(stages).minus(jit));
    }

    /// A part of it for one job, in milliseconds.
    public double each(Duration part) {
      return part.toNanos() / 1e6 / jobs;
    }
  }

  /// Runs jobs over the same bytes, `atOnce` of them in flight at any time.
  public Cost run(int jobs, int atOnce, byte[] bytes) throws Exception {
    var left = new AtomicInteger(jobs);
    long stagesBefore = stageNanos.get();
    Duration jitBefore = Machine.jit();
    Duration cpuBefore = Machine.cpu();
    long from = System.nanoTime();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < atOnce; i++) {
        all.add(
            clients.submit(() -> {
              while (left.getAndDecrement() > 0) {
                run(bytes);
              }
              return true;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    return new Cost(
        jobs,
        Duration.ofNanos(System.nanoTime() - from),
        Machine.cpu().minus(cpuBefore),
        Duration.ofNanos(stageNanos.get() - stagesBefore),
        Machine.jit().minus(jitBefore));
  }

  /// One job, from its upload to its end.
  private void run(byte[] bytes) throws Exception {
    var request =
        new UploadRequest(
            TENANT, pipeline, "bench", Optional.empty(), Optional.empty(), Optional.empty());
    UploadResult result = node.uploads().accept(request, new ByteArrayInputStream(bytes));
    if (!(result instanceof UploadResult.Accepted(var job, _))) {
      throw new IllegalStateException("the upload was refused: " + result);
    }
    JobState end = end(job.id()).get();
    ends.remove(job.id());
    if (end != JobState.COMPLETED) {
      throw new IllegalStateException(
          "job %s ended as %s: %s"
              .formatted(job.id(), end, node.jobs().document(TENANT, job.id())));
    }
  }

  private void hear(PipelineEvent event) {
    switch (event) {
      case JobEnded ended -> end(ended.job()).complete(ended.state());
      case AttemptFinished finished -> stageNanos.addAndGet(finished.cpu().toNanos());
      default -> {}
    }
  }

  private CompletableFuture<JobState> end(JobId job) {
    return ends.computeIfAbsent(job, _ -> new CompletableFuture<>());
  }

  @Override
  public void close() throws IOException {
    node.close();
    rest.close();
  }
}
