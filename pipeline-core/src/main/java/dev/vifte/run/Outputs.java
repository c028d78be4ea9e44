package dev.vifte.run;

import dev.vifte.Json;
import dev.vifte.job.JobRecord;
import dev.vifte.job.Manifest;
import dev.vifte.job.TaskId;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.object.StoredObject;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.Output;
import dev.vifte.stage.StageResult.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Puts the outputs of a task at keys that depend only on what was asked: job, stage, version of
/// the code, parameters, item, name. What came first stays, so an attempt that runs twice is seen
/// once.
final class Outputs {
  private Outputs() {}

  static List<Stored> store(
      ObjectStore objects, JobRecord job, StageSpec spec, TaskId task, List<Output> outputs)
      throws IOException {
    if (outputs.isEmpty()) {
      return List.of();
    }
    ObjectKey folder = folder(job, spec, task);
    if (outputs.size() == 1) {
      return List.of(store(objects, folder, outputs.getFirst()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var puts = new ArrayList<Future<Stored>>();
      for (Output output : outputs) {
        puts.add(threads.submit(() -> store(objects, folder, output)));
      }
      return all(puts);
    }
  }

  /// In the order they were given, though stored side by side: each waits for the disk or a server.
  private static List<Stored> all(List<Future<Stored>> puts) throws IOException {
    var stored = new ArrayList<Stored>();
    try {
      for (Future<Stored> each : puts) {
        stored.add(each.get());
      }
      return stored;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      puts.forEach(put -> put.cancel(true));
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while outputs were stored");
    }
  }

  private static Stored store(ObjectStore objects, ObjectKey folder, Output output)
      throws IOException {
    ObjectKey key = folder.child(output.name());
    try (InputStream bytes = open(output.content())) {
      StoredObject object = put(objects, key, bytes, output.type());
      return new Stored(
          output.name(), output.type(), object.size(), object.sha256(), key, output.facts());
    }
  }

  private static StoredObject put(
      ObjectStore objects, ObjectKey key, InputStream bytes, MediaType type)
      throws StoreDownException {
    try {
      return objects.put(key, bytes, PutOptions.once(type));
    } catch (IOException e) {
      throw new StoreDownException("cannot store " + key, e);
    }
  }

  private static ObjectKey folder(JobRecord job, StageSpec spec, TaskId task) {
    String version = job.stageVersions().getOrDefault(spec.name(), "1");
    ObjectKey stage =
        Manifest.folder(job)
            .child(spec.name().value())
            .child("v" + version + "-" + parameters(spec));
    return task.item().map(item -> stage.child("i-" + item)).orElse(stage);
  }

  private static String parameters(StageSpec spec) {
    byte[] json = Json.bytes(List.of(spec.uses(), spec.with()));
    return UUID.nameUUIDFromBytes(json).toString().substring(0, 8);
  }

  private static InputStream open(Output.Content content) throws IOException {
    return switch (content) {
      case Output.Content.Bytes(byte[] bytes) -> new ByteArrayInputStream(bytes);
      case Output.Content.InFile(var path) -> Files.newInputStream(path);
    };
  }
}
