package dev.vifte.isolate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A task whose file is `hello` and whose scratch lies in one folder.
///
/// @param child hears the process id of a child whose stage tells it
record FolderInput(Path folder, CompletableFuture<Long> child) implements StageInput {
  static FolderInput in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("scratch"));
    Files.writeString(folder.resolve("hello.txt"), "hello");
    return new FolderInput(folder, new CompletableFuture<>());
  }

  @Override
  public JobId job() {
    return new JobId("job-00000001");
  }

  @Override
  public TenantId tenant() {
    return new TenantId("default");
  }

  @Override
  public StageName stage() {
    return new StageName("pages");
  }

  @Override
  public Optional<ItemName> item() {
    return Optional.of(new ItemName("1-8"));
  }

  @Override
  public int attempt() {
    return 2;
  }

  @Override
  public InputFile file() {
    return new InputFile("hello.txt", new MediaType("text/plain"), 5, "0".repeat(64));
  }

  @Override
  public InputLimits limits() {
    return InputLimits.DEFAULTS;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(path());
  }

  @Override
  public Path path() {
    return folder.resolve("hello.txt");
  }

  @Override
  public Map<StageName, StageResult> after() {
    var stored =
        new StageResult.Stored(
            "text.txt",
            new MediaType("text/plain"),
            6,
            "0".repeat(64),
            new ObjectKey("jobs/text.txt"),
            Map.of("pages", 1L));
    var result = new StageResult(JsonNodeFactory.instance.objectNode(), List.of(stored));
    return Map.of(new StageName("text"), result);
  }

  @Override
  public InputStream open(StageResult.Stored output) {
    return new ByteArrayInputStream("before".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Path scratch() {
    return folder.resolve("scratch");
  }

  @Override
  public Deadline deadline() {
    return Deadline.after(Duration.ofMinutes(1), System::nanoTime);
  }

  @Override
  public String traceparent() {
    return "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  }

  @Override
  public Map<String, String> env() {
    return Map.of("COLOUR", "blå");
  }

  @Override
  public String secret(String name) throws IOException {
    if (name.startsWith("pid ")) {
      child.complete(Long.valueOf(name.substring(4)));
      return "";
    }
    if (!name.equals("key")) {
      throw new NoSuchFileException("secret '%s' is not declared".formatted(name));
    }
    return "s3cret";
  }
}
