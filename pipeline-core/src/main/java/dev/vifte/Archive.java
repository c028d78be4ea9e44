package dev.vifte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.job.JobId;
import dev.vifte.job.Manifest;
import dev.vifte.job.TenantId;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.pipeline.StageName;
import dev.vifte.stage.StageResult.Stored;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What is known of a job that has ended and has no records any more: its manifest and its outputs,
/// which lie in the object store for as long as nobody deletes them.
final class Archive {
  private final ObjectStore objects;

  Archive(ObjectStore objects) {
    this.objects = objects;
  }

  /// The manifest of the last run.
  Optional<ObjectNode> document(TenantId tenant, JobId job) throws IOException {
    Optional<ObjectKey> last =
        keys(Manifest.folder(tenant, job)).stream()
            .filter(key -> Manifest.isOne(key, tenant, job))
            .map(ObjectKey::value)
            .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
            .map(ObjectKey::new);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    try (var content = objects.open(last.get(), ByteRange.ALL)) {
      byte[] json = content.stream().readAllBytes();
      return Optional.of(Json.read(json, ObjectNode.class, Manifest.FORMAT, last.get().value()));
    }
  }

  /// An output that the manifest names.
  Optional<Stored> output(TenantId tenant, JobId job, StageName stage, String name)
      throws IOException {
    Optional<ObjectNode> document = document(tenant, job);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> noted =
        StreamSupport.stream(
                document.get().path("stages").path(stage.value()).path("outputs").spliterator(),
                false)
            .filter(output -> output.path("name").asText().equals(name))
            .findFirst();
    ObjectKey folder = Manifest.folder(tenant, job).child(stage.value());
    return noted.isEmpty()
        ? Optional.empty()
        : keys(folder).stream()
            .filter(key -> key.value().endsWith("/" + name))
            .findFirst()
            .map(key -> stored(noted.get(), key));
  }

  private static Stored stored(JsonNode output, ObjectKey key) {
    return new Stored(
        output.path("name").asText(),
        new MediaType(output.path("type").asText()),
        output.path("size").asLong(),
        output.path("sha256").asText(),
        key,
        Map.of());
  }

  private List<ObjectKey> keys(ObjectKey folder) throws IOException {
    try (Stream<ObjectInfo> found = objects.list(ObjectPrefix.under(folder))) {
      return found.map(ObjectInfo::key).toList();
    }
  }
}
