package dev.vifte.run;

import dev.vifte.job.JobRecord;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.queue.PoolName;
import dev.vifte.stage.Stage;
import dev.vifte.stage.Stages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pipelines of a node: the current version of each by name, and every older version a job may
/// still be on, kept in the object store by content hash. Safe for use by many threads.
public final class Pipelines {
  private static final MediaType JSON = new MediaType("application/json");

  private final ObjectStore objects;
  private final Stages kinds;
  private final Map<PipelineName, Deployed> current = new ConcurrentHashMap<>();
  private final Map<PipelineVersion, Deployed> versions = new ConcurrentHashMap<>();

  public Pipelines(ObjectStore objects, Stages kinds) {
    this.objects = objects;
    this.kinds = kinds;
  }

  /// Makes a version the current one of its name and keeps its definition.
  public void deploy(Pipeline pipeline) throws IOException {
    Definition definition = pipeline.definition();
    var deployed = Deployed.of(definition, code(definition, pipeline.code()));
    objects.put(
        key(definition.name(), deployed.version()),
        new ByteArrayInputStream(definition.json()),
        PutOptions.once(JSON));
    versions.put(deployed.version(), deployed);
    current.put(definition.name(), deployed);
  }

  public Optional<Deployed> current(PipelineName name) {
    return Optional.ofNullable(current.get(name));
  }

  public List<Definition> all() {
    return current.values().stream().map(Deployed::definition).toList();
  }

  /// The version a job runs on.
  ///
  /// @throws ObjectNotFoundException when nobody has kept it
  public Deployed of(JobRecord job) throws IOException {
    Deployed known = versions.get(job.version());
    if (known != null) {
      return known;
    }
    try (var content = objects.open(key(job.pipeline(), job.version()), ByteRange.ALL)) {
      Definition definition = Definition.fromJson(content.stream().readAllBytes());
      var deployed = Deployed.of(definition, code(definition, Map.of()));
      versions.put(job.version(), deployed);
      return deployed;
    }
  }

  /// One use of a stage kind by a pipeline.
  public record Use(StageSpec spec, Stage stage) {}

  /// The kinds the current pipelines need, and who needs them.
  public Map<StageKind, List<Use>> stagesByKind() {
    return current.values().stream()
        .flatMap(d ->
            specs(d.definition()).map(spec -> new Use(spec, d.stage(spec.name()).orElseThrow())))
        .collect(Collectors.groupingBy(use -> use.spec().uses()));
  }

  /// The pool of a stage kind: `image/resize` is worked on by `image-resize`.
  public static PoolName pool(StageKind kind) {
    return new PoolName(kind.value().replace('/', '-'));
  }

  private Map<StageName, Stage> code(Definition definition, Map<StageName, Stage> given) {
    var code = new HashMap<StageName, Stage>();
    specs(definition)
        .forEach(spec -> {
          Stage own = given.get(spec.name());
          code.put(spec.name(), own != null ? own : kinds.create(spec.uses(), spec.with()));
        });
    return code;
  }

  private static ObjectKey key(PipelineName name, PipelineVersion version) {
    return new ObjectKey("pipelines").child(name.value()).child(version.value() + ".json");
  }

  private static Stream<StageSpec> specs(Definition definition) {
    return Stream.concat(definition.stages().stream(), definition.atEnd().stream());
  }
}
