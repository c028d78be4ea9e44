package dev.vifte.app.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Jobs;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.app.files.FileResult.Found;
import dev.vifte.ingest.UploadRequest;
import dev.vifte.ingest.UploadResult;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.ObjectContent;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.pekko.stream.javadsl.Sink;

/// Many files through one pipeline of a node, a bounded number at once.
public final class Batch {
  private static final TenantId TENANT = new TenantId("local");

  private final Node node;
  private final PipelineName pipeline;
  private final int atOnce;

  /// @param atOnce files under way together, at least 1
  public Batch(Node node, PipelineName pipeline, int atOnce) {
    this.node = node;
    this.pipeline = pipeline;
    this.atOnce = atOnce;
  }

  /// Takes every file through.
  ///
  /// @param each told of every result as it comes, by many threads
  /// @return the results in the order of the files
  public List<FileResult> run(List<Path> files, OutFolder out, Consumer<FileResult> each)
      throws InterruptedException {
    List<Path> folders = out.folders(files);
    try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      var running = new ArrayList<Future<FileResult>>();
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        Path folder = folders.get(i);
        running.add(
            threads.submit(() -> {
              FileResult result = process(file, folder);
              each.accept(result);
              return result;
            }));
      }
      return results(running);
    }
  }

  private static List<FileResult> results(List<Future<FileResult>> running)
      throws InterruptedException {
    var results = new ArrayList<FileResult>();
    for (Future<FileResult> result : running) {
      try {
        results.add(result.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a file was lost on the way", e);
      }
    }
    return results;
  }

  private FileResult process(Path file, Path folder) {
    long began = System.nanoTime();
    try (InputStream bytes = Files.newInputStream(file)) {
      UploadResult result = node.uploads().accept(request(file), bytes);
      ObjectNode manifest =
          result instanceof UploadResult.Accepted accepted
              ? await(accepted.job())
              : Refusals.manifest(pipeline, file, result);
      OutFolder.manifest(folder, manifest);
      Found found =
          result instanceof UploadResult.Accepted accepted
              ? collect(accepted.job(), manifest, folder)
              : Found.NOTHING;
      return new FileResult(
          file,
          folder,
          manifest.path("state").asText(),
          Refusals.first(manifest),
          found,
          since(began));
    } catch (IOException e) {
      return new FileResult(
          file, folder, "error", Optional.of(message(e)), Found.NOTHING, since(began));
    }
  }

  private UploadRequest request(Path file) {
    return new UploadRequest(
        TENANT,
        pipeline,
        file.getFileName().toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The manifest of a job, once it has ended: it is stored before its last event is told.
  private ObjectNode await(JobRecord job) throws IOException {
    node.jobs()
        .follow(job.id(), 0)
        .takeWhile(event -> !Jobs.isEnd(event))
        .runWith(Sink.ignore(), node.system())
        .toCompletableFuture()
        .join();
    try (ObjectContent content =
        node.context().backend().objects().open(Manifest.key(job), ByteRange.ALL)) {
      return Json.read(content.stream().readAllBytes(), ObjectNode.class);
    }
  }

  private Found collect(JobRecord job, JsonNode manifest, Path folder) throws IOException {
    int outputs = 0;
    long bytes = 0;
    for (var stage : manifest.path("stages").properties()) {
      for (JsonNode output : stage.getValue().path("outputs")) {
        copy(job, stage.getKey(), output.path("name").asText(), folder);
        outputs++;
        bytes += output.path("size").asLong();
      }
    }
    return new Found(outputs, bytes);
  }

  private void copy(JobRecord job, String stage, String name, Path folder) throws IOException {
    Optional<Stored> stored = node.jobs().output(TENANT, job.id(), new StageName(stage), name);
    if (stored.isPresent()) {
      try (ObjectContent content = node.jobs().open(stored.get(), ByteRange.ALL)) {
        OutFolder.output(folder, stage, name, content.stream());
      }
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
