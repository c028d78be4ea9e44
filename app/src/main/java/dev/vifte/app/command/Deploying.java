package dev.vifte.app.command;

import dev.vifte.Backend;
import dev.vifte.app.ExitCode;
import dev.vifte.app.PipelineFiles;
import dev.vifte.app.Problem;
import dev.vifte.app.Stores;
import dev.vifte.app.Wiring;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.settings.Settings;
import dev.vifte.observe.PipelineListener;
import dev.vifte.pipeline.Pipeline;
import dev.vifte.run.Pipelines;
import dev.vifte.stage.Stages;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// Making pipelines the current versions of their names, for every node of a shared store.
final class Deploying {
  private final Context context;
  private final Settings settings;

  Deploying(Context context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /// Opens the store, which makes what is missing in it, and deploys.
  ///
  /// @param choice of pipelines, by the files there are
  /// @throws Problem when the store is not shared, or cannot be used
  void deploy(Function<PipelineFiles, List<Pipeline>> choice) {
    if (!settings.store().onNats()) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          ("this node keeps its store to itself: put pipeline files into the folder %s and start it"
                  + " again (events and objects name servers, see docs/configuration.md)")
              .formatted(settings.folders().pipelines()));
    }
    Screen screen = context.screen();
    Stages stages = Wiring.stages(settings);
    List<Pipeline> chosen = choice.apply(new PipelineFiles(stages, context.environment()));
    try (Backend backend = Stores.of(settings, screen::note).open().backend()) {
      var pipelines = new Pipelines(backend.objects(), stages, PipelineListener.none());
      var _ = pipelines.refresh();
      for (Pipeline pipeline : chosen) {
        screen.print(deploy(pipelines, pipeline));
      }
    } catch (IOException e) {
      throw new Problem(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static String deploy(Pipelines pipelines, Pipeline pipeline) throws IOException {
    boolean there =
        pipelines
            .current(pipeline.name())
            .filter(now -> now.version().equals(pipeline.version()))
            .isPresent();
    String version = pipelines.deploy(pipeline).version().value();
    return "%s is at version %s%s"
        .formatted(pipeline.name(), version, there ? ", as before" : " now");
  }
}
