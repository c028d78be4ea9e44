package dev.vifte.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.screen.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte dead`.
@Command(
    name = "dead",
    description = "Dead letters: tasks that were given up. List, show, replay or drop them.",
    footer = {
      "",
      "Examples:",
      "  vifte dead list --reason timeout",
      "  vifte dead show 01a1fe26f78c7c4593b7963ea040f335/pages",
      "  vifte dead replay 01a1fe26f78c7c4593b7963ea040f335/pages",
      "  vifte dead replay --stage pages --rate 5",
      "  vifte dead drop 01a1fe26f78c7c4593b7963ea040f335/pages"
    },
    synopsisSubcommandLabel = "COMMAND")
final class Dead {
  private final Context context;

  Dead(Context context) {
    this.context = context;
  }

  /// Which of them.
  static final class Filter {
    @Option(names = "--pipeline", paramLabel = "NAME", description = "Of this pipeline.")
    private Optional<String> pipeline = Optional.empty();

    @Option(names = "--stage", paramLabel = "NAME", description = "Of this stage.")
    private Optional<String> stage = Optional.empty();

    @Option(
        names = "--reason",
        paramLabel = "WORD",
        description = "Such as corrupt, encrypted or timeout.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    private String query() {
      return "?limit="
          + limit
          + part("pipeline", pipeline)
          + part("stage", stage)
          + part("reason", reason);
    }

    private ObjectNode json() {
      ObjectNode json = Json.object().put("limit", limit);
      pipeline.ifPresent(name -> json.put("pipeline", name));
      stage.ifPresent(name -> json.put("stage", name));
      reason.ifPresent(word -> json.put("reason", word));
      return json;
    }

    private static String part(String name, Optional<String> value) {
      return value.map(text -> "&" + name + "=" + Status.encoded(text)).orElse("");
    }
  }

  @Command(name = "list", description = "Lists those that wait, the oldest first.")
  int list(
      @Mixin GatewayOption gateway,
      @Mixin Filter filter,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    try (GatewayClient client = gateway.open(context)) {
      ObjectNode found = client.get("v1/dead-letters" + filter.query());
      if (json) {
        context.screen().json(found);
        return 0;
      }
      var table = Table.of("task", "died", "file", "reason", "why");
      for (JsonNode letter : found.path("deadLetters")) {
        table.row(
            letter.path("task").asText(),
            letter.path("died").asText(),
            letter.path("input").path("name").asText(),
            letter.path("reason").asText(),
            letter.path("why").asText());
      }
      context.screen().print(table.isEmpty() ? "no dead letter" : table.toString());
    }
    return 0;
  }

  @Command(name = "show", description = "Shows one with its history, as JSON.")
  int show(
      @Mixin GatewayOption gateway,
      @Parameters(paramLabel = "TASK", description = "JOB/STAGE or JOB/STAGE/ITEM.") String task) {
    try (GatewayClient client = gateway.open(context)) {
      context.screen().json(client.get(path(task)));
    }
    return 0;
  }

  @Command(name = "replay", description = "Tries one again, or all that a filter finds.")
  int replay(
      @Mixin GatewayOption gateway,
      @Mixin Filter filter,
      @Option(
              names = "--rate",
              paramLabel = "N",
              description = "A second. Default: ${DEFAULT-VALUE}.",
              defaultValue = "50")
          int rate,
      @Parameters(paramLabel = "TASK", arity = "0..1", description = "JOB/STAGE or JOB/STAGE/ITEM.")
          Optional<String> task) {
    ObjectNode order =
        task.map(id -> Json.object().put("task", id))
            .orElseGet(() -> filter.json().put("rate", rate));
    try (GatewayClient client = gateway.open(context)) {
      ObjectNode done = client.post("v1/dead-letters/replay", order);
      done.path("replayed").forEach(id -> context.screen().print("replayed " + id.asText()));
      done.path("overtaken").forEach(id -> context.screen().print("overtaken " + id.asText()));
      done.path("refused").forEach(id -> context.screen().print("refused again " + id.asText()));
      if (done.path("replayed").isEmpty()
          && done.path("refused").isEmpty()
          && done.path("overtaken").isEmpty()) {
        context.screen().print("no dead letter");
      }
    }
    return 0;
  }

  @Command(name = "drop", description = "Forgets one; its job stays as it ended.")
  int drop(
      @Mixin GatewayOption gateway,
      @Parameters(paramLabel = "TASK", description = "JOB/STAGE or JOB/STAGE/ITEM.") String task) {
    try (GatewayClient client = gateway.open(context)) {
      client.delete(path(task));
      context.screen().print("dropped " + task);
    }
    return 0;
  }

  private static String path(String task) {
    return "v1/dead-letters/" + Status.encoded(task).replace("%2F", "/");
  }
}
