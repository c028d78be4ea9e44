package dev.vifte;

import dev.vifte.deadletter.DeadLetters;
import dev.vifte.erase.ErasureSettings;
import dev.vifte.event.EventOutbox;
import dev.vifte.ingest.Arrivals;
import dev.vifte.ingest.BucketSweep;
import dev.vifte.ingest.IngestSettings;
import dev.vifte.ingest.Intake;
import dev.vifte.ingest.NoBuckets;
import dev.vifte.ingest.Uploads;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.job.NodeId;
import dev.vifte.object.Buckets;
import dev.vifte.observe.PipelineListener;
import dev.vifte.observe.Steps;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.pipeline.StageKind;
import dev.vifte.reconcile.Reconciler;
import dev.vifte.run.Deployments;
import dev.vifte.run.JobEnd;
import dev.vifte.run.NodeContext;
import dev.vifte.run.Pipelines;
import dev.vifte.run.RunningTasks;
import dev.vifte.run.StagePool;
import dev.vifte.run.StagePools;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.ActorSystem;

/// One running node: takes uploads, works on tasks, mends what crashes leave. Closing drains it and
/// leaves the [Backend] open for whoever made it.
///
/// ```java
/// try (Backend backend = Embedded.open(settings);
///     Node node = Node.on(backend).running(media).start()) {
///   node.uploads().accept(request, bytes);
/// }
/// ```
public final class Node implements AutoCloseable {
  private final NodeContext context;
  private final Uploads uploads;
  private final Intake intake;
  private final Arrivals arrivals;
  private final BucketSweep sweep;
  private final Jobs jobs;
  private final DeadLetters deadLetters;
  private final StagePools pools;
  private final Deployments deployments;
  private final Reconciler reconciler;
  private final ActorSystem system;

  private Node(Draft draft) throws IOException {
    PipelineListener listener = PipelineListener.all(draft.listeners);
    var pipelines = new Pipelines(draft.backend.objects(), draft.stages, listener);
    var _ = pipelines.refresh();
    for (Pipeline pipeline : draft.pipelines) {
      var _ = pipelines.deploy(pipeline);
    }
    if (draft.alone) {
      pipelines.keepOnly(draft.pipelines.stream().map(Pipeline::name).toList());
    }
    for (Pipeline pipeline : draft.defaults) {
      var _ = pipelines.deployIfAbsent(pipeline);
    }
    context = context(draft, pipelines, listener);
    var end = new JobEnd(context);
    uploads = new Uploads(context, end, draft.intake.residency());
    intake = new Intake(context, draft.intake);
    jobs = new Jobs(context, end, draft.erasing);
    arrivals = new Arrivals(context, draft.ingest, uploads, intake, draft.buckets);
    sweep = new BucketSweep(context, arrivals, draft.buckets);
    deadLetters = new DeadLetters(context, arrivals);
    pools = new StagePools(context, draft.isolated, end, deadLetters, draft.kinds);
    deployments = new Deployments(context, pools);
    reconciler = new Reconciler(context, end, jobs.erasures());
    system = ActorSystem.create("vifte");
    if (draft.works) {
      pools.start(system);
      reconciler.start();
    }
    deployments.start();
    sweep.start();
  }

  private static NodeContext context(Draft draft, Pipelines pipelines, PipelineListener listener) {
    return new NodeContext(
        draft.id,
        draft.backend,
        new EventOutbox(draft.backend.events()),
        pipelines,
        draft.limits,
        draft.clock,
        draft.random,
        listener,
        draft.steps,
        new RunningTasks());
  }

  /// Starts describing a node.
  public static Draft on(Backend backend) {
    return new Draft(backend);
  }

  /// The way in.
  public Uploads uploads() {
    return uploads;
  }

  /// Whether there is room for another upload.
  public Intake intake() {
    return intake;
  }

  /// The way in for what comes from outside: events and objects in buckets of others.
  public Arrivals arrivals() {
    return arrivals;
  }

  /// What runs and what ran.
  public Jobs jobs() {
    return jobs;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public Pipelines pipelines() {
    return context.pipelines();
  }

  /// The pools, for metrics.
  public List<StagePool> pools() {
    return pools.pools();
  }

  /// Bytes that running tasks may be using, by their estimates.
  public long memoryInUse() {
    return pools.memoryInUse();
  }

  /// What the node stands on, for those who watch it.
  public NodeContext context() {
    return context;
  }

  /// The actor system its streams run on; a gateway may share it.
  public ActorSystem system() {
    return system;
  }

  /// Stops pulling, lets running tasks finish within the drain time, and stops.
  @Override
  public void close() {
    sweep.close();
    deployments.close();
    reconciler.close();
    pools.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /// A node that is not started yet. Every value but the backend has a default.
  public static final class Draft {
    private final Backend backend;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<Pipeline> defaults = new ArrayList<>();
    private final List<PipelineListener> listeners = new ArrayList<>();
    private Stages stages = Stages.of();
    private NodeLimits limits = NodeLimits.defaults();
    private IngestSettings ingest = IngestSettings.DEFAULTS;
    private Buckets buckets = new NoBuckets();
    private ErasureSettings erasing = ErasureSettings.NONE;
    private Intake.Limits intake = Intake.Limits.DEFAULTS;
    private IsolatedSettings isolated =
        IsolatedSettings.in(Path.of(System.getProperty("java.io.tmpdir")));
    private NodeId id = new NodeId("node-" + ProcessHandle.current().pid());
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new Drawn(new SecureRandom());
    private Steps steps = Steps.NONE;
    private Predicate<StageKind> kinds = _ -> true;
    private boolean works = true;
    private boolean alone;

    private Draft(Backend backend) {
      this.backend = backend;
    }

    /// A pipeline to run: it becomes the current version of its name on every node of the backend;
    /// the last of a name wins.
    public Draft running(Pipeline pipeline) {
      pipelines.add(pipeline);
      return this;
    }

    /// The pipelines of [#running] are all there are: what was deployed earlier takes no new jobs.
    public Draft runningNoOthers() {
      alone = true;
      return this;
    }

    /// A pipeline to run unless the backend has a current version of that name.
    public Draft runningUnlessDeployed(Pipeline pipeline) {
      defaults.add(pipeline);
      return this;
    }

    /// Where stages named in pipeline files come from.
    public Draft stages(Stages known) {
      stages = known;
      return this;
    }

    public Draft within(NodeLimits bounds) {
      limits = bounds;
      return this;
    }

    public Draft taking(Intake.Limits bounds) {
      intake = bounds;
      return this;
    }

    /// What may come in from outside.
    ///
    /// @param readable the buckets of others, for this node to read
    public Draft ingesting(IngestSettings settings, Buckets readable) {
      ingest = settings;
      buckets = readable;
      return this;
    }

    public Draft erasing(ErasureSettings settings) {
      erasing = settings;
      return this;
    }

    public Draft isolating(IsolatedSettings settings) {
      isolated = settings;
      return this;
    }

    public Draft named(NodeId name) {
      id = name;
      return this;
    }

    public Draft listening(PipelineListener listener) {
      listeners.add(listener);
      return this;
    }

    public Draft clock(InstantSource source) {
      clock = source;
      return this;
    }

    public Draft random(RandomGenerator source) {
      random = source;
      return this;
    }

    /// Told of every durable step; for crash tests.
    public Draft steps(Steps told) {
      steps = told;
      return this;
    }

    /// Works on these kinds of stages only; other nodes work on the others.
    public Draft workingOn(Predicate<StageKind> wanted) {
      kinds = wanted;
      return this;
    }

    /// Takes uploads only; other nodes work.
    public Draft withoutWorkers() {
      works = false;
      return this;
    }

    /// Starts the node.
    ///
    /// @throws IOException when a store cannot be reached
    public Node start() throws IOException {
      return new Node(this);
    }
  }
}
