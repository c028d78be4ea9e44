package dev.vifte.isolate;

import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A task as stage code in the child sees it.
record ChildInput(Task task, Parent parent, Deadline deadline) implements StageInput {
  @Override
  public JobId job() {
    return task.job();
  }

  @Override
  public TenantId tenant() {
    return task.tenant();
  }

  @Override
  public StageName stage() {
    return task.stage();
  }

  @Override
  public Optional<ItemName> item() {
    return task.item();
  }

  @Override
  public int attempt() {
    return task.attempt();
  }

  @Override
  public InputFile file() {
    return task.file();
  }

  @Override
  public InputLimits limits() {
    return task.limits();
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(path());
  }

  @Override
  public Path path() {
    return Path.of(task.path());
  }

  @Override
  public Map<StageName, StageResult> after() {
    return task.after();
  }

  @Override
  public InputStream open(StageResult.Stored output) throws IOException {
    return Files.newInputStream(parent.output(output));
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createDirectories(Path.of(task.scratch(), "work"));
  }

  @Override
  public String traceparent() {
    return task.traceparent();
  }

  @Override
  public Map<String, String> env() {
    return task.env();
  }

  @Override
  public String secret(String name) throws IOException {
    return parent.secret(name);
  }
}
