package dev.vifte.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.job.DeadLetterQuery;
import dev.vifte.job.TaskId;
import dev.vifte.job.TenantId;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// What is to be replayed: one task, or what a filter finds at a rate.
///
/// @param json of known members only
record ReplayOrder(ObjectNode json) {
  private static final Set<String> MEMBERS =
      Set.of("task", "pipeline", "stage", "reason", "limit", "rate");
  private static final int LONGEST_SECONDS = 240;

  ReplayOrder {
    var names = new TreeSet<String>();
    json.fieldNames().forEachRemaining(names::add);
    names.removeAll(MEMBERS);
    if (!names.isEmpty()) {
      throw ProblemKind.MALFORMED.refuse(
          "the body has unknown members %s; use task, or pipeline, stage, reason, limit, rate"
              .formatted(names));
    }
    if (json.has("task") && json.size() > 1) {
      throw ProblemKind.MALFORMED.refuse("the body names a task and a filter; give one of the two");
    }
  }

  static ReplayOrder read(byte[] body) {
    try {
      JsonNode json = Json.read(body, JsonNode.class);
      if (json instanceof ObjectNode object) {
        return new ReplayOrder(object);
      }
    } catch (IllegalArgumentException _) {
      // answered below
    }
    throw ProblemKind.MALFORMED.refuse(
        "the body must be a JSON object such as {\"task\": \"job/stage\"} or {\"stage\": \"text\"}");
  }

  Optional<TaskId> task() {
    return member("task", TaskId::parse);
  }

  DeadLetterQuery query(TenantId tenant) {
    int limit = number("limit", 100, 1000);
    if (limit / rate() > LONGEST_SECONDS) {
      throw ProblemKind.MALFORMED.refuse(
          "%d at %d a second take longer than %d s; ask for fewer or a higher rate"
              .formatted(limit, rate(), LONGEST_SECONDS));
    }
    return new DeadLetterQuery(
        Optional.of(tenant),
        member("pipeline", PipelineName::new),
        member("stage", StageName::new),
        member("reason", DeadLetterRoutes::reason),
        Optional.empty(),
        limit);
  }

  /// Replays a second.
  int rate() {
    return number("rate", 50, 1000);
  }

  private int number(String name, int usual, int most) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < 1 || value.asInt() > most) {
      throw ProblemKind.MALFORMED.refuse(
          "%s must be a number from 1 to %d, not %s".formatted(name, most, value));
    }
    return value.asInt();
  }

  private <T> Optional<T> member(String name, Function<String, T> type) {
    if (!json.has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.apply(json.path(name).asText()));
    } catch (IllegalArgumentException e) {
      throw ProblemKind.MALFORMED.refuse("%s: %s".formatted(name, e.getMessage()));
    }
  }
}
