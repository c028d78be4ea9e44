package dev.vifte.app;

import dev.vifte.Backend;
import dev.vifte.Node;
import dev.vifte.NodeLimits;
import dev.vifte.app.log.LogListener;
import dev.vifte.app.settings.ChildSettings;
import dev.vifte.app.settings.IntakeSettings;
import dev.vifte.app.settings.NodeSettings;
import dev.vifte.app.settings.Settings;
import dev.vifte.embedded.Embedded;
import dev.vifte.embedded.EmbeddedSettings;
import dev.vifte.ingest.Intake;
import dev.vifte.isolate.IsolatedSettings;
import dev.vifte.job.NodeId;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/// Everything that runs, made with plain `new` in the order in which it stands on one another, and
/// closed in reverse. The only place that knows all parts.
public final class Wiring implements AutoCloseable {
  private final Closing parts;
  private final Node node;

  private Wiring(Closing parts, Node node) {
    this.parts = parts;
    this.node = node;
  }

  /// What is to be wired.
  ///
  /// @param scratch where child JVMs keep what may outlive them
  public record Plan(
      Settings settings, EmbeddedSettings store, List<Pipeline> pipelines, Path scratch) {}

  /// Starts workers.
  ///
  /// @throws Problem saying what to do when something cannot be used
  public static Wiring start(Plan plan, Stages stages) {
    var parts = new Closing();
    try {
      Backend backend = parts.add(Embedded.open(plan.store()));
      Node node = parts.add(node(plan, stages, backend));
      return new Wiring(parts, node);
    } catch (IOException e) {
      parts.close();
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Node node(Plan plan, Stages stages, Backend backend) throws IOException {
    Settings settings = plan.settings();
    String name = settings.node().nameFor(ProcessHandle.current().pid());
    Node.Draft draft =
        Node.on(backend)
            .stages(stages)
            .named(new NodeId(name))
            .within(limits(settings.node()))
            .taking(intake(settings.intake()))
            .isolating(isolated(settings, plan.scratch()))
            .listening(new LogListener(name));
    plan.pipelines().forEach(draft::running);
    return draft.start();
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

  /// Drains and closes; the second time does nothing.
  @Override
  public void close() {
    parts.close();
  }

  static NodeLimits limits(NodeSettings node) {
    Duration lease = node.lease();
    return NodeLimits.defaults()
        .memory(node.memory())
        .cpuThreads(node.cpuThreads())
        .drain(node.drain())
        .lease(lease)
        .reconcile(node.reconcile());
  }

  static Intake.Limits intake(IntakeSettings intake) {
    return new Intake.Limits(intake.uploads(), intake.perTenant(), intake.fullAt());
  }

  static IsolatedSettings isolated(Settings settings, Path scratch) throws IOException {
    ChildSettings children = settings.isolated();
    return IsolatedSettings.in(Files.createDirectories(scratch))
        .children(children.children())
        .limits(IsolatedSettings.ChildLimits.DEFAULTS.heap(children.heap()))
        .plugins(jars(settings.folders().plugins()));
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
