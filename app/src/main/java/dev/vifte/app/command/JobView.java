package dev.vifte.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.app.client.JobUpdate;
import dev.vifte.app.screen.Amounts;
import dev.vifte.app.screen.Screen;
import dev.vifte.app.screen.Table;
import java.time.Duration;
import java.time.Instant;

/// Job documents and events for people.
final class JobView {
  private JobView() {}

  /// The stages of a job, then its outputs.
  static void show(Screen screen, JsonNode job) {
    screen.print(
        "%s  %s  %s  %s"
            .formatted(
                job.path("job").asText(),
                job.path("pipeline").asText(),
                job.path("state").asText(),
                job.path("input").path("name").asText("")));
    stages(job).printTo(screen);
    Table outputs = outputs(job);
    if (!outputs.isEmpty()) {
      screen.print("");
      outputs.printTo(screen);
    }
  }

  static Table stages(JsonNode job) {
    var table = Table.of("stage", "state", "#attempts", "#time", "#cpu", "why");
    job.path("stages")
        .properties()
        .forEach(stage -> {
          JsonNode value = stage.getValue();
          table.row(
              stage.getKey(),
              value.path("state").asText(),
              value.path("attempts").asText("0"),
              time(value),
              value.has("cpuMs") ? value.path("cpuMs").asText() + " ms" : "",
              why(value));
        });
    return table;
  }

  static Table outputs(JsonNode job) {
    var table = Table.of("output", "type", "#size", "#pixels", "#time");
    job.path("stages")
        .properties()
        .forEach(stage -> {
          for (JsonNode output : stage.getValue().path("outputs")) {
            table.row(
                stage.getKey() + "/" + output.path("name").asText(),
                output.path("type").asText(),
                Amounts.bytes(output.path("size").asLong()),
                output.has("width")
                    ? output.path("width").asText() + "×" + output.path("height").asText()
                    : "",
                time(stage.getValue()));
          }
        });
    return table;
  }

  /// Every output of a job, and every stage that found facts only.
  static void results(JsonNode job, Table table) {
    String file = job.path("input").path("name").asText();
    for (var stage : job.path("stages").properties()) {
      JsonNode value = stage.getValue();
      for (JsonNode output : value.path("outputs")) {
        table.row(
            file,
            stage.getKey() + "/" + output.path("name").asText(),
            output.path("type").asText(),
            Amounts.bytes(output.path("size").asLong()),
            pixels(output),
            time(value));
      }
      if (value.path("outputs").isEmpty() && !value.path("data").isEmpty()) {
        int size = value.path("data").toString().length();
        table.row(file, stage.getKey(), "facts", Amounts.bytes(size), "", time(value));
      }
      if (value.has("reason")) {
        table.row(file, stage.getKey(), value.path("state").asText(), "", "", why(value));
      }
    }
  }

  static boolean completed(JsonNode job) {
    return job.path("state").asText().equals("completed");
  }

  /// What an event says, without its time.
  static String brief(JobUpdate update) {
    String stage = update.data().path("stage").asText("");
    String state = update.data().path("state").asText("");
    return "%s %s %s".formatted(update.type(), stage, state).strip();
  }

  /// One line of a live report.
  static String line(JobUpdate update) {
    JsonNode data = update.data();
    String task =
        data.path("stage").asText("") + (data.has("item") ? "/" + data.path("item").asText() : "");
    String why = data.has("why") ? ": " + data.path("why").asText() : "";
    return "%s  %-14s %-12s %s%s"
        .formatted(
            data.path("at").asText(),
            update.type(),
            task,
            data.path("state").asText(data.path("reason").asText("")),
            why)
        .stripTrailing();
  }

  static String why(JsonNode stage) {
    return stage.has("reason")
        ? stage.path("reason").asText() + ": " + stage.path("why").asText()
        : "";
  }

  private static String pixels(JsonNode output) {
    return output.has("width")
        ? output.path("width").asText() + "×" + output.path("height").asText()
        : "";
  }

  private static String time(JsonNode stage) {
    return stage.has("started") && stage.has("finished")
        ? Amounts.time(
            Duration.between(
                Instant.parse(stage.path("started").asText()),
                Instant.parse(stage.path("finished").asText())))
        : "";
  }
}
