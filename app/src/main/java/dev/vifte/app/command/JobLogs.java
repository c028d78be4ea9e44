package dev.vifte.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.client.JobUpdate;
import dev.vifte.app.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vifte logs`.
@Command(
    name = "logs",
    description = {
      "Prints the events of a job, its attempts by stage, and the history of its dead letters.",
      "Follows a job that still runs to its end."
    },
    footer = {"", "Example:", "  vifte logs 01a1fe26f78c7c4593b7963ea040f335"})
final class JobLogs implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", description = "A job, as `vifte status` lists it.")
  private String job = "";

  @Option(names = "--json", description = "As one JSON document.")
  private boolean json;

  @Mixin private final GatewayOption gateway = new GatewayOption();

  JobLogs(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (GatewayClient client = gateway.open(context)) {
      var events = new ArrayList<JobUpdate>();
      client.follow(Status.encoded(job), update -> take(update, events));
      ObjectNode document = client.get("v1/jobs/" + Status.encoded(job));
      List<JsonNode> dead = dead(client, document);
      if (json) {
        context.screen().json(document(events, document, dead));
      } else {
        attempts(document, dead);
      }
    }
    return 0;
  }

  private void take(JobUpdate update, List<JobUpdate> events) {
    events.add(update);
    if (!json) {
      context.screen().print(JobView.line(update));
    }
  }

  /// The dead letters of this job, by its stages that did not end well.
  private static List<JsonNode> dead(GatewayClient client, ObjectNode document) {
    return document.path("stages").properties().stream()
        .filter(stage -> stage.getValue().has("reason"))
        .flatMap(stage -> {
          ObjectNode found =
              client.get("v1/dead-letters?limit=1000&stage=" + Status.encoded(stage.getKey()));
          return StreamSupport.stream(found.path("deadLetters").spliterator(), false);
        })
        .filter(letter -> letter.path("job").equals(document.path("job")))
        .toList();
  }

  private void attempts(ObjectNode document, List<JsonNode> dead) {
    context.screen().print("");
    JobView.stages(document).printTo(context.screen());
    var table = Table.of("task", "at", "node", "what", "why");
    for (JsonNode letter : dead) {
      for (JsonNode note : letter.path("log")) {
        table.row(
            letter.path("task").asText(),
            note.path("at").asText(),
            note.path("node").asText(),
            note.path("what").asText(),
            note.path("why").asText());
      }
    }
    if (!table.isEmpty()) {
      context.screen().print("");
      table.printTo(context.screen());
    }
  }

  private static ObjectNode document(
      List<JobUpdate> events, ObjectNode document, List<JsonNode> dead) {
    ObjectNode all = Json.object();
    ArrayNode list = all.putArray("events");
    events.forEach(
        update -> list.add(((ObjectNode) update.data().deepCopy()).put("type", update.type())));
    all.set("job", document);
    all.putArray("deadLetters").addAll(dead);
    return all;
  }
}
