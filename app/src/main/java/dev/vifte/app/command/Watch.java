package dev.vifte.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.client.JobUpdate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte watch`.
@Command(
    name = "watch",
    description = {
      "Shows what happens to a job, from its beginning until it ends, then its results.",
      "Exits 1 when it did not complete."
    },
    footer = {"", "Example:", "  vifte watch 01a1fe26f78c7c4593b7963ea040f335"})
final class Watch implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", description = "A job, as `vifte put` printed it.")
  private String job = "";

  @Option(names = "--json", description = "One JSON object a line for each event.")
  private boolean json;

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Watch(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (GatewayClient client = gateway.open(context)) {
      client.follow(Status.encoded(job), this::show);
      ObjectNode document = client.get("v1/jobs/" + Status.encoded(job));
      if (!json) {
        context.screen().print("");
        JobView.show(context.screen(), document);
      }
      boolean completed = document.path("state").asText().equals("completed");
      return (completed ? ExitCode.OK : ExitCode.INCOMPLETE).number();
    }
  }

  private void show(JobUpdate update) {
    if (json) {
      ObjectNode line = Json.object().put("id", update.id()).put("type", update.type());
      line.set("data", update.data());
      context.screen().print(line.toString());
    } else {
      context.screen().print(JobView.line(update));
    }
  }
}
