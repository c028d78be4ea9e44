package dev.vifte.app.command;

import dev.vifte.Json;
import dev.vifte.app.client.GatewayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vifte cancel`.
@Command(
    name = "cancel",
    description =
        "Cancels a job that has not ended. What it has left stays; erase removes that, too.",
    footer = {"", "Example:", "  vifte cancel 01a1fe26f78c7c4593b7963ea040f335"})
final class Cancel implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The job.")
  private String job = "";

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Cancel(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (GatewayClient client = gateway.open(context)) {
      var _ = client.post("v1/jobs/%s/cancel".formatted(Status.encoded(job)), Json.object());
    }
    context.screen().note("cancelled " + job);
    return 0;
  }
}
