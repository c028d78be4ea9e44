package dev.vifte.run;

import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.JobInput;
import dev.vifte.job.JobRecord;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.LocalFiles;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectStore;
import dev.vifte.observe.Traced;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The input of one attempt; removes its scratch folder when closed.
final class TaskInput implements StageInput, AutoCloseable {
  /// A file that is no longer is kept between the estimate of its cost and the work.
  private static final long KEPT_BYTES = 4 << 20;

  private final ObjectStore objects;
  private final JobRecord job;
  private final TaskId task;
  private final StageSpec spec;
  private final Attempted attempted;
  private @Nullable Path scratch;
  private @Nullable Path copy;
  private volatile boolean storeFailed;
  private volatile Deadline deadline;
  private volatile boolean begun;
  private volatile byte @Nullable [] kept;

  /// What this attempt is given beside the records.
  ///
  /// @param storeDown to be told when the store fails under the stage
  record Attempted(
      int attempt,
      JobInput file,
      InputLimits limits,
      Map<StageName, StageResult> after,
      Traced trace,
      Runnable storeDown) {}

  TaskInput(ObjectStore objects, JobRecord job, TaskId task, StageSpec spec, Attempted attempted) {
    this.objects = objects;
    this.job = job;
    this.task = task;
    this.spec = spec;
    this.attempted = attempted;
    this.deadline = Deadline.after(spec.timeout(), System::nanoTime);
  }

  /// The work begins now: from here on it has `limit`.
  TaskInput begin(Duration limit) {
    deadline = Deadline.after(limit, System::nanoTime);
    begun = true;
    return this;
  }

  @Override
  public JobId job() {
    return job.id();
  }

  @Override
  public TenantId tenant() {
    return job.tenant();
  }

  @Override
  public StageName stage() {
    return spec.name();
  }

  @Override
  public Optional<ItemName> item() {
    return task.item();
  }

  @Override
  public int attempt() {
    return attempted.attempt();
  }

  @Override
  public InputFile file() {
    JobInput file = attempted.file();
    return new InputFile(file.name(), file.type(), file.size(), file.sha256());
  }

  @Override
  public InputLimits limits() {
    return attempted.limits();
  }

  @Override
  public InputStream open() throws IOException {
    byte[] known = kept;
    if (known != null) {
      kept = null;
      return new ByteArrayInputStream(known);
    }
    InputStream in = open(attempted.file().key());
    long size = attempted.file().size();
    boolean keep = !begun && size <= KEPT_BYTES && !(objects instanceof LocalFiles);
    return keep ? new Kept(in, (int) size, whole -> kept = whole) : in;
  }

  @Override
  public InputStream open(StageResult.Stored output) throws IOException {
    return open(output.key());
  }

  @Override
  public Path path() throws IOException {
    if (objects instanceof LocalFiles local) {
      return local.file(attempted.file().key());
    }
    if (copy == null) {
      Path file = scratch().resolve("~input");
      try (InputStream in = open()) {
        Files.copy(in, file);
      }
      copy = file;
    }
    return copy;
  }

  @Override
  public Map<StageName, StageResult> after() {
    return attempted.after();
  }

  @Override
  public Path scratch() throws IOException {
    if (scratch == null) {
      scratch = Files.createTempDirectory("vifte-");
    }
    return scratch;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public String traceparent() {
    return trace().own().traceparent();
  }

  @Override
  public Map<String, String> env() {
    return spec.env();
  }

  @Override
  public String secret(String name) throws IOException {
    String file = spec.secrets().get(name);
    if (file == null) {
      throw new IOException(
          "stage '%s' has no secret '%s'; add it under `secrets` with the file that holds it"
              .formatted(spec.name(), name));
    }
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException e) {
      throw new IOException(
          "secret '%s' of stage '%s' cannot be read from '%s'; check that the file exists and may be read"
              .formatted(name, spec.name(), file),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (scratch == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  Traced trace() {
    return attempted.trace();
  }

  /// Whether a store failed under the stage; what the stage made of it does not count.
  boolean storeFailed() {
    return storeFailed;
  }

  private InputStream open(ObjectKey key) throws IOException {
    try {
      return new Watched(objects.open(key, ByteRange.ALL).stream());
    } catch (ObjectNotFoundException e) {
      throw e;
    } catch (IOException e) {
      failed();
      throw new StoreDownException("cannot open " + key, e);
    }
  }

  /// Told at once, so that nothing begins that waits for the thread of this one.
  private void failed() {
    storeFailed = true;
    attempted.storeDown().run();
  }

  /// A store that fails while it is read; a reader that is stopped is no failure of the store.
  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        if (!Thread.currentThread().isInterrupted()) {
          failed();
        }
        throw e;
      }
    }
  }
}
