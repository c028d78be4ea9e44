package dev.vifte.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.ingest.Sniffer;
import dev.vifte.job.ItemName;
import dev.vifte.job.JobId;
import dev.vifte.job.TenantId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.Output;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// A [StageInput] over bytes in memory, made by [StageInputs]. Say first what the stage shall see,
/// then hand it over; every setting returns this input. Used by one thread.
///
/// Without settings it is job `test-job` of tenant `test`, stage `stage`, first attempt, with the
/// default limits and a deadline a minute away.
public final class TestInput implements StageInput {
  /// The trace context of every such input.
  public static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final byte[] bytes;
  private String name = "input.bin";
  private MediaType type;
  private InputLimits limits = InputLimits.DEFAULTS;
  private Deadline deadline = Deadline.after(Duration.ofMinutes(1), System::nanoTime);
  private Optional<ItemName> item = Optional.empty();
  private Optional<Path> folder = Optional.empty();
  private int attempt = 1;
  private final Map<StageName, StageResult> after = new HashMap<>();
  private final Map<ObjectKey, byte[]> stored = new HashMap<>();
  private final Map<String, String> env = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();

  TestInput(byte[] bytes) {
    this.bytes = bytes;
    type = Sniffer.sniff(Arrays.copyOf(bytes, Math.min(bytes.length, Sniffer.WINDOW)));
  }

  /// The uploader's file name.
  public TestInput named(String name) {
    this.name = name;
    return this;
  }

  /// Another media type than the bytes have.
  public TestInput typed(String type) {
    this.type = new MediaType(type);
    return this;
  }

  public TestInput limited(InputLimits limits) {
    this.limits = limits;
    return this;
  }

  public TestInput until(Deadline deadline) {
    this.deadline = deadline;
    return this;
  }

  /// The part of a fan-out to work on.
  public TestInput item(String item) {
    this.item = Optional.of(new ItemName(item));
    return this;
  }

  public TestInput attempt(int attempt) {
    this.attempt = attempt;
    return this;
  }

  /// Where [#path] and [#scratch] put files, such as JUnit's `@TempDir`.
  public TestInput in(Path folder) {
    this.folder = Optional.of(folder);
    return this;
  }

  public TestInput env(String key, String value) {
    env.put(key, value);
    return this;
  }

  public TestInput secret(String key, String value) {
    secrets.put(key, value);
    return this;
  }

  /// What a stage before this one gave: its data and its outputs.
  public TestInput after(String stage, ObjectNode data, Output... outputs) {
    var results = new ArrayList<StageResult.Stored>();
    for (Output output : outputs) {
      var key = new ObjectKey("test/" + stage + "/" + output.name());
      byte[] content = content(output);
      stored.put(key, content);
      results.add(
          new StageResult.Stored(
              output.name(), output.type(), content.length, sha256(content), key, output.facts()));
    }
    after.put(new StageName(stage), new StageResult(data, results));
    return this;
  }

  @Override
  public JobId job() {
    return new JobId("test-job");
  }

  @Override
  public TenantId tenant() {
    return new TenantId("test");
  }

  @Override
  public StageName stage() {
    return new StageName("stage");
  }

  @Override
  public Optional<ItemName> item() {
    return item;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public InputFile file() {
    return new InputFile(name, type, bytes.length, sha256(bytes));
  }

  @Override
  public InputLimits limits() {
    return limits;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public Path path() throws IOException {
    Path file = Files.createDirectories(folder()).resolve("input");
    return Files.exists(file) ? file : Files.write(file, bytes);
  }

  @Override
  public Map<StageName, StageResult> after() {
    return Map.copyOf(after);
  }

  @Override
  public InputStream open(StageResult.Stored output) throws IOException {
    byte[] content = stored.get(output.key());
    if (content == null) {
      throw new NoSuchFileException(output.key().value(), null, "no output of this input");
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createDirectories(folder().resolve("scratch"));
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public String traceparent() {
    return TRACEPARENT;
  }

  @Override
  public Map<String, String> env() {
    return Map.copyOf(env);
  }

  @Override
  public String secret(String key) throws IOException {
    String value = secrets.get(key);
    if (value == null) {
      throw new NoSuchFileException(key, null, "no such secret; the test gave " + secrets.keySet());
    }
    return value;
  }

  private Path folder() {
    return folder.orElseThrow(() ->
        new IllegalStateException(
            "the stage asked for a file or a scratch folder; say where: StageInputs.of(bytes)"
                + ".in(folder)"));
  }

  /// The bytes of an output, wherever the stage has put them.
  ///
  /// @throws IllegalStateException when its file cannot be read
  public static byte[] content(Output output) {
    try {
      return switch (output.content()) {
        case Output.Content.Bytes inMemory -> inMemory.bytes();
        case Output.Content.InFile inFile -> Files.readAllBytes(inFile.path());
      };
    } catch (IOException e) {
      throw new IllegalStateException("cannot read output " + output.name(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
