package dev.vifte.app.command;

import dev.vifte.app.client.GatewayClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vifte erase`.
@Command(
    name = "erase",
    description = "Erases jobs for good: files, results, records and dead letters.",
    footer = {"", "Example:", "  vifte erase 01a1fe26f78c7c4593b7963ea040f335"})
final class Erase implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOBS", arity = "1..*", description = "Jobs.")
  private List<String> jobs = List.of();

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Erase(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (GatewayClient client = gateway.open(context)) {
      for (String job : jobs) {
        client.delete("v1/jobs/" + Status.encoded(job));
        context.screen().note("erased " + job);
      }
    }
    return 0;
  }
}
