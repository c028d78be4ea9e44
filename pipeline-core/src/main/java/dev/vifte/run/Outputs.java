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
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Puts the outputs of a task at keys that depend only on what was asked: job, stage, version of
/// the code, parameters, item, name. What came first stays, so an attempt that runs twice is seen
/// once.
final class Outputs {
  private Outputs() {}

  static List<Stored> store(
      ObjectStore objects, JobRecord job, StageSpec spec, TaskId task, List<Output> outputs)
      throws IOException {
    ObjectKey folder = folder(job, spec, task);
    var stored = new ArrayList<Stored>();
    for (Output output : outputs) {
      ObjectKey key = folder.child(output.name());
      try (InputStream bytes = open(output.content())) {
        StoredObject object = put(objects, key, bytes, output.type());
        stored.add(
            new Stored(
                output.name(), output.type(), object.size(), object.sha256(), key, output.facts()));
      }
    }
    return stored;
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
