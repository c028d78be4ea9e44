package dev.vifte.app.command;

import dev.vifte.app.log.Logs;
import dev.vifte.app.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `vifte init`.
@Command(
    name = "init",
    description = {
      "Makes the servers ready: waits for them, makes the bucket and the streams that are missing,",
      "and deploys every file of the pipelines folder, and `media`. May be run again at any time."
    },
    footer = {
      "",
      "Example:",
      "  VIFTE_OBJECTS=s3:http://127.0.0.1:9000/vifte VIFTE_EVENTS=nats://127.0.0.1:4222 vifte init"
    })
final class Init implements Callable<Integer> {
  private final Context context;

  @Mixin private final ConfigOption config = new ConfigOption();

  Init(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = config.load(context);
    Logs.as(settings.log());
    new Deploying(context, settings).deploy(known -> known.all(settings.folders().pipelines()));
    context.screen().print("ready");
    return 0;
  }
}
