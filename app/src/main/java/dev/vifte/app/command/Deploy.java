package dev.vifte.app.command;

import dev.vifte.app.log.Logs;
import dev.vifte.app.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vifte deploy`.
@Command(
    name = "deploy",
    description = {
      "Makes pipeline files the current versions of their names, on every node of the store.",
      "Nodes serve them within five seconds; jobs in flight end on the version they began with.",
      "A version is never changed or removed."
    },
    footer = {
      "",
      "Example:",
      "  vifte deploy pipelines/media.yaml",
      "",
      "It talks to the store of the configuration (objects), not to a gateway. A node with a store",
      "of its own reads its pipelines folder at each start instead."
    })
final class Deploy implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FILES", arity = "1..*", description = "Pipeline files (YAML).")
  private List<Path> files = List.of();

  @Mixin private final ConfigOption config = new ConfigOption();

  Deploy(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = config.load(context);
    Logs.as(settings.log());
    new Deploying(context, settings).deploy(known -> files.stream().map(known::one).toList());
    return 0;
  }
}
