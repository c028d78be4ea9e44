package dev.vifte.run;

import dev.vifte.NewerFormatException;
import dev.vifte.job.JobRecord;
import dev.vifte.object.ByteRange;
import dev.vifte.object.MediaType;
import dev.vifte.object.ObjectInfo;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectNotFoundException;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.object.ObjectStore;
import dev.vifte.object.PutOptions;
import dev.vifte.observe.PipelineEvent.NodeTroubled;
import dev.vifte.observe.PipelineListener;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pipelines of a node: the current version of each by name, and every older version a job may
/// still be on. Definitions lie in the object store by content hash and never change; beside them a
/// pointer for each name says which one new jobs run on. Safe for use by many threads.
public final class Pipelines {
  private static final MediaType JSON = new MediaType("application/json");
  private static final ObjectKey FOLDER = new ObjectKey("pipelines");

  private final ObjectStore objects;
  private final Stages kinds;
  private final PipelineListener listener;
  private final Map<PipelineName, Deployed> current = new ConcurrentHashMap<>();
  private final Map<PipelineVersion, Deployed> versions = new ConcurrentHashMap<>();
  private final Map<ObjectKey, String> pointers = new ConcurrentHashMap<>();

  /// @param listener told of what a newer Vifte deployed and this one cannot read
  public Pipelines(ObjectStore objects, Stages kinds, PipelineListener listener) {
    this.objects = objects;
    this.kinds = kinds;
    this.listener = listener;
  }

  /// Makes a version the current one of its name, for every node, and keeps its definition.
  ///
  /// @throws IllegalArgumentException when a stage has no code here: who deploys must have it all
  public Deployed deploy(Pipeline pipeline) throws IOException {
    Definition definition = pipeline.definition();
    var deployed = new Deployed(definition, definition.version(), code(pipeline), Map.of());
    versions.put(deployed.version(), deployed);
    objects.put(
        key(definition.name(), deployed.version()),
        new ByteArrayInputStream(definition.json()),
        PutOptions.once(JSON));
    objects.put(
        Pointer.key(definition.name()),
        new ByteArrayInputStream(Pointer.to(deployed).json()),
        PutOptions.replacing(JSON));
    current.put(definition.name(), deployed);
    return deployed;
  }

  /// Deploys a version unless its name has one; returns the current one.
  public Deployed deployIfAbsent(Pipeline pipeline) throws IOException {
    Optional<Deployed> there = current(pipeline.name());
    return there.isPresent() ? there.get() : deploy(pipeline);
  }

  /// Takes every other pipeline out of service, for every node: jobs in flight end, new ones do not
  /// begin.
  public void keepOnly(Collection<PipelineName> names) throws IOException {
    for (PipelineName name : Set.copyOf(current.keySet())) {
      if (!names.contains(name)) {
        objects.delete(Pointer.key(name));
        current.remove(name);
      }
    }
  }

  /// Reads the pointers that changed since the last look; returns what they point to now. What a
  /// newer Vifte deployed is left to nodes that can read it.
  public List<Deployed> refresh() throws IOException {
    var found = new HashSet<ObjectKey>();
    var news = new ArrayList<Deployed>();
    try (Stream<ObjectInfo> all = objects.list(Pointer.ALL)) {
      for (ObjectInfo info : all.toList()) {
        found.add(info.key());
        if (!info.etag().equals(pointers.get(info.key()))) {
          follow(info).ifPresent(news::add);
        }
      }
    }
    forget(found);
    return List.copyOf(news);
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
    return known != null ? known : load(key(job.pipeline(), job.version()), job.stageVersions());
  }

  /// Loads every version there ever was, so that jobs on older ones find their pools.
  public void loadAll() throws IOException {
    Set<ObjectKey> known =
        versions.values().stream()
            .map(each -> key(each.definition().name(), each.version()))
            .collect(Collectors.toSet());
    try (Stream<ObjectInfo> all = objects.list(ObjectPrefix.under(FOLDER))) {
      for (ObjectInfo info : all.filter(each -> !known.contains(each.key())).toList()) {
        readable(info.key(), () -> load(info.key(), Map.of()));
      }
    }
  }

  /// One use of a stage kind by a pipeline.
  public record Use(StageSpec spec, Stage stage) {}

  /// The kinds this node has code for, and who uses them: the current pipelines where one does,
  /// otherwise older versions.
  public Map<StageKind, List<Use>> stagesByKind() {
    var uses = new HashMap<>(uses(versions.values()));
    uses.putAll(uses(current.values()));
    return uses;
  }

  /// The kinds of the current pipelines, code or not.
  public Set<StageKind> kinds() {
    return current.values().stream()
        .flatMap(Deployed::specs)
        .map(StageSpec::uses)
        .collect(Collectors.toSet());
  }

  /// The pool of a stage kind: `image/resize` is worked on by `image-resize`.
  public static PoolName pool(StageKind kind) {
    return new PoolName(kind.value().replace('/', '-'));
  }

  private static Map<StageKind, List<Use>> uses(Iterable<Deployed> deployed) {
    var uses = new HashMap<StageKind, List<Use>>();
    for (Deployed each : deployed) {
      each.specs()
          .forEach(spec ->
              each.stage(spec.name())
                  .ifPresent(stage ->
                      uses.merge(spec.uses(), List.of(new Use(spec, stage)), Pipelines::joined)));
    }
    return uses;
  }

  private static List<Use> joined(List<Use> some, List<Use> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /// The pointer may be replaced between the listing and the reading: the next look settles it.
  private Optional<Deployed> follow(ObjectInfo info) throws IOException {
    try {
      Optional<Deployed> deployed = readable(info.key(), () -> pointedTo(info.key()));
      pointers.put(info.key(), info.etag());
      deployed.ifPresent(each -> current.put(each.definition().name(), each));
      return deployed;
    } catch (ObjectNotFoundException _) {
      return Optional.empty();
    }
  }

  private Deployed pointedTo(ObjectKey key) throws IOException {
    Pointer pointer = Pointer.fromJson(read(key));
    Deployed known = versions.get(pointer.version());
    return known != null
        ? known
        : load(key(pointer.pipeline(), pointer.version()), pointer.stageVersions());
  }

  @FunctionalInterface
  private interface Reading {
    Deployed read() throws IOException;
  }

  /// What a newer Vifte wrote is no reason to stop here.
  private Optional<Deployed> readable(ObjectKey key, Reading reading) throws IOException {
    try {
      return Optional.of(reading.read());
    } catch (NewerFormatException e) {
      listener.on(new NodeTroubled(new IOException(key.value() + ": " + e.getMessage(), e)));
      return Optional.empty();
    }
  }

  /// A pipeline whose pointer was removed takes no new jobs.
  private void forget(Set<ObjectKey> found) {
    for (ObjectKey gone : Set.copyOf(pointers.keySet())) {
      if (!found.contains(gone)) {
        pointers.remove(gone);
        current.keySet().removeIf(name -> Pointer.key(name).equals(gone));
      }
    }
  }

  private Deployed load(ObjectKey key, Map<StageName, String> noted) throws IOException {
    Definition definition = Definition.fromJson(read(key));
    var deployed = new Deployed(definition, definition.version(), codeHere(definition), noted);
    Deployed known = versions.putIfAbsent(deployed.version(), deployed);
    return known != null ? known : deployed;
  }

  private byte[] read(ObjectKey key) throws IOException {
    try (var content = objects.open(key, ByteRange.ALL)) {
      return content.stream().readAllBytes();
    }
  }

  private Map<StageName, Stage> code(Pipeline pipeline) {
    var code = new HashMap<StageName, Stage>(pipeline.code());
    Stream.concat(pipeline.definition().stages().stream(), pipeline.definition().atEnd().stream())
        .filter(spec -> !code.containsKey(spec.name()))
        .forEach(spec -> code.put(spec.name(), kinds.create(spec.uses(), spec.with())));
    return code;
  }

  /// What this node can make: no code, or code that refuses these settings, is left out.
  private Map<StageName, Stage> codeHere(Definition definition) {
    var code = new HashMap<StageName, Stage>();
    Stream.concat(definition.stages().stream(), definition.atEnd().stream())
        .forEach(spec -> make(spec).ifPresent(stage -> code.put(spec.name(), stage)));
    return code;
  }

  private Optional<Stage> make(StageSpec spec) {
    try {
      return Optional.of(kinds.create(spec.uses(), spec.with()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static ObjectKey key(PipelineName name, PipelineVersion version) {
    return FOLDER.child(name.value()).child(version.value() + ".json");
  }
}
