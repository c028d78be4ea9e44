package dev.vifte.app.command;

import dev.vifte.app.Release;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `vifte version`.
@Command(name = "version", description = "Prints the version of Vifte and of the Java it runs on.")
final class Version implements Callable<Integer> {
  private final Context context;

  Version(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.screen().print(Release.line());
    return 0;
  }
}
