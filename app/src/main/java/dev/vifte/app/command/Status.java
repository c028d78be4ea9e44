package dev.vifte.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.screen.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte status`.
@Command(
    name = "status",
    description = "Shows one job with its stages and outputs, or lists the newest jobs.",
    footer = {
      "",
      "Examples:",
      "  vifte status                        the newest jobs",
      "  vifte status --state failed         those that failed",
      "  vifte status 01a1fe26f78c7c4593b7963ea040f335"
    })
final class Status implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", arity = "0..1", description = "A job; all when not given.")
  private Optional<String> job = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "receiving, running, completed, failed, cancelled or refused.")
  private Optional<String> state = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Mixin private final GatewayOption gateway = new GatewayOption();

  Status(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (GatewayClient client = gateway.open(context)) {
      ObjectNode document =
          client.get(job.map(id -> "v1/jobs/" + encoded(id)).orElseGet(this::listing));
      if (json) {
        context.screen().json(document);
      } else if (job.isPresent()) {
        JobView.show(context.screen(), document);
      } else {
        list(document);
      }
    }
    return 0;
  }

  private String listing() {
    return "v1/jobs?limit=" + limit + state.map(word -> "&state=" + encoded(word)).orElse("");
  }

  private void list(ObjectNode document) {
    var table = Table.of("job", "pipeline", "state", "created", "file");
    for (JsonNode line : document.path("jobs")) {
      table.row(
          line.path("job").asText(),
          line.path("pipeline").asText(),
          line.path("state").asText(),
          line.path("created").asText(),
          line.path("name").asText(""));
    }
    context.screen().print(table.isEmpty() ? "no job" : table.toString());
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
