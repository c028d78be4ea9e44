package dev.vifte.app;

import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.app.log.LogListener;
import dev.vifte.app.settings.ChildSettings;
import dev.vifte.app.settings.IntakeSettings;
import dev.vifte.app.settings.NodeSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.app.settings.TraceSettings;
import dev.vifte.http.ApiKeys;
import dev.vifte.http.Gateway;
import dev.vifte.http.GatewaySettings;
import dev.vifte.imaging.Accelerator;
import dev.vifte.ingest.Intake;
import dev.vifte.ingest.Residency;
import dev.vifte.ingest.Share;
import dev.vifte.ingest.Shares;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.job.NodeId;
import dev.vifte.metrics.Metrics;
import dev.vifte.nats.NatsIngest;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Stages;
import dev.vifte.tracing.Tracing;
import dev.vifte.tracing.TracingSettings;
import dev.vifte.workers.image.Marks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/// Everything that runs, made with plain `new` in the order in which it stands on one another, and
/// closed in reverse. The only place that knows all parts.
public final class Wiring implements AutoCloseable {
  private final Closing parts;
  private final Plan plan;
  private final Metrics metrics;
  private final Node node;

  private Wiring(Closing parts, Plan plan) throws IOException {
    this.parts = parts;
    this.plan = plan;
    this.metrics = parts.add(new Metrics());
    Stores.Opened stores = plan.stores().open();
    stores.nats().ifPresent(parts::add);
    parts.add(stores.backend());
    Node.Draft draft = draft(stores).listening(metrics);
    tracing(stores).ifPresent(tracing -> draft.listening(parts.add(tracing)));
    this.node = parts.add(draft.start());
    metrics.watch(node);
    if (takesEvents()) {
      stores.nats().ifPresent(nats -> parts.add(NatsIngest.start(nats, node)));
    }
  }

  /// What is to be wired.
  ///
  /// @param stages those of this program and of plugins
  /// @param pipelines on stores of our own they are all there are; on shared ones they are deployed
  ///   where nobody has deployed another version
  /// @param scratch where child JVMs keep what may outlive them
  public record Plan(
      Settings settings,
      Stores stores,
      Stages stages,
      List<Pipeline> pipelines,
      Path scratch,
      Role role) {
    /// Gateway and workers in one.
    public Plan(
        Settings settings, Stores stores, Stages stages, List<Pipeline> pipelines, Path scratch) {
      this(settings, stores, stages, pipelines, scratch, Role.BOTH);
    }
  }

  /// Starts workers.
  ///
  /// @throws Problem saying what to do when something cannot be used
  public static Wiring start(Plan plan) {
    var parts = new Closing();
    try {
      return new Wiring(parts, plan);
    } catch (IOException e) {
      parts.close();
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private Node.Draft draft(Stores.Opened stores) throws IOException {
    Settings settings = plan.settings();
    String name = name();
    Node.Draft draft =
        Node.on(stores.backend())
            .clock(stores.clock())
            .stages(plan.stages())
            .named(new NodeId(name))
            .within(limits(settings.node()))
            .taking(limits(settings.intake()).residency(residency(settings)))
            .isolating(isolated(settings, plan.scratch()))
            .erasing(People.of(settings, plan.role()).keeping(settings.keep().keep()))
            .listening(new LogListener(name));
    if (settings.store().onNats()) {
      plan.pipelines().forEach(draft::runningUnlessDeployed);
    } else {
      plan.pipelines().forEach(draft::running);
      draft.runningNoOthers();
    }
    return plan.role().describe(Outside.let(draft, plan.role(), settings, parts));
  }

  private boolean takesEvents() {
    return plan.role().gateway() && plan.settings().outside().nats();
  }

  private String name() {
    return plan.settings().node().nameFor(host(), ProcessHandle.current().pid());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "";
    }
  }

  /// Nothing of OpenTelemetry is loaded unless spans are wanted.
  private Optional<Tracing> tracing(Stores.Opened stores) {
    TraceSettings wanted = plan.settings().tracing();
    try {
      return TracingSettings.of(wanted.endpoint(), wanted.serviceName(), System.getenv())
          .map(to -> Tracing.open(to, new NodeId(name()), stores.clock()));
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  /// Opens the gateway, or what operators ask of a node that has none.
  ///
  /// @throws Problem saying what to do when it cannot listen
  public Gateway listen(ApiKeys keys) {
    var http = plan.settings().http();
    try {
      if (plan.role().gateway()) {
        var place = GatewaySettings.DEFAULTS.at(http.host(), http.port());
        return parts.add(Gateway.start(node, place, keys, metrics::scrape));
      }
      var place = GatewaySettings.DEFAULTS.at(http.host(), http.workerPort());
      return parts.add(Gateway.startForOperators(node, place, keys, metrics::scrape));
    } catch (IOException e) {
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /// The stages of this program and of the plugins folder, with the accelerator and the watermarks
  /// of the settings: they belong to the process, as the libraries in it do.
  ///
  /// @throws Problem naming the jar that cannot be used
  public static Stages stages(Settings settings) {
    properties(settings).forEach(System::setProperty);
    return stages(settings.folders().plugins());
  }

  /// The stages of this program and of the plugins folder.
  ///
  /// @throws Problem naming the jar that cannot be used
  public static Stages stages(Path plugins) {
    try {
      return Stages.withPlugins(plugins);
    } catch (IOException | IllegalArgumentException | ServiceConfigurationError e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  public Node node() {
    return node;
  }

  /// Drains and closes, gateway first; the second time does nothing.
  @Override
  public void close() {
    parts.close();
  }

  private static NodeLimits limits(NodeSettings node) {
    return NodeLimits.defaults()
        .memory(node.memory())
        .cpuThreads(node.cpuThreads())
        .drain(node.drain())
        .lease(node.lease())
        .reconcile(node.reconcile());
  }

  private static Intake.Limits limits(IntakeSettings intake) {
    return new Intake.Limits(
        intake.uploads(),
        intake.fullAt(),
        intake.tenantPart(),
        intake.longestWait(),
        shares(intake));
  }

  /// What events and buckets bring is kept as it came, so its tenant has to be at home here.
  private static Residency residency(Settings settings) {
    try {
      Residency residency = settings.residency().residency();
      Optional<String> outside = residency.refusal(settings.outside().tenant());
      if (outside.isPresent()) {
        throw new IllegalArgumentException("ingest.tenant: " + outside.get());
      }
      return residency;
    } catch (IllegalArgumentException e) {
      throw new Problem(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  private static Shares shares(IntakeSettings intake) {
    var usual = new Share(intake.perTenant(), intake.tenantTasks());
    return intake
        .tenants()
        .map(file -> TenantFile.open(file, usual, System::nanoTime))
        .orElse(Shares.same(usual));
  }

  private static IsolatedSettings isolated(Settings settings, Path scratch) throws IOException {
    ChildSettings children = settings.isolated();
    return IsolatedSettings.in(Files.createDirectories(scratch))
        .children(children.children())
        .limits(IsolatedSettings.ChildLimits.DEFAULTS.heap(children.heap()))
        .properties(properties(settings))
        .plugins(jars(settings.folders().plugins()));
  }

  /// What stages read in a child as in the node.
  private static Map<String, String> properties(Settings settings) {
    Path marks = settings.folders().pipelines().resolve("watermarks").toAbsolutePath();
    return Map.of(
        Accelerator.PROPERTY, settings.images().accelerator(), Marks.PROPERTY, marks.toString());
  }

  private static List<Path> jars(Path plugins) throws IOException {
    if (!Files.isDirectory(plugins)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(plugins)) {
      return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
