package dev.vifte.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.Node;
import dev.vifte.job.JobId;
import dev.vifte.job.RecordKey;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.StageSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/// What operators and their machines ask.
final class OperateRoutes {
  private static final RecordKey PROBE = RecordKey.of(new JobId("health-probe"));

  private final Node node;
  private final Supplier<String> metrics;

  OperateRoutes(Node node, Supplier<String> metrics) {
    this.node = node;
    this.metrics = metrics;
  }

  HttpResponse pipelines(Call call) {
    ObjectNode json = Json.object();
    ArrayNode pipelines = json.putArray("pipelines");
    node.pipelines().all().stream()
        .sorted(Comparator.comparing(Definition::name))
        .forEach(pipeline -> pipelines.add(view(pipeline)));
    return Replies.tagged(call, json);
  }

  HttpResponse metrics(Call call) {
    return Replies.bytes(
        ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
        metrics.get().getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse live(Call call) {
    return Replies.json(200, Json.object().put("status", "live"));
  }

  /// Whether the job store answers. While the object store is away uploads are answered 503.
  HttpResponse ready(Call call) {
    try {
      node.context().backend().jobs().read(List.of(PROBE));
      return Replies.json(200, Json.object().put("status", "ready"));
    } catch (IOException e) {
      throw ProblemKind.UNAVAILABLE.refuse(
          "the job store does not answer; the log of the server tells more");
    }
  }

  private static ObjectNode view(Definition pipeline) {
    ObjectNode json =
        Json.object()
            .put("name", pipeline.name().value())
            .put("version", pipeline.version().value())
            .put("lane", pipeline.lane().word())
            .put("href", "/v1/pipelines/" + pipeline.name() + "/jobs");
    ArrayNode accept = json.putArray("accept");
    pipeline.accept().forEach(range -> accept.add(range.value()));
    json.putObject("limits")
        .put("size", pipeline.limits().size())
        .put("pixels", pipeline.limits().pixels())
        .put("pages", pipeline.limits().pages())
        .put("frames", pipeline.limits().frames());
    ArrayNode stages = json.putArray("stages");
    pipeline.stages().forEach(stage -> stages.add(view(stage)));
    return json;
  }

  private static ObjectNode view(StageSpec stage) {
    ObjectNode json =
        Json.object()
            .put("name", stage.name().value())
            .put("uses", stage.uses().value())
            .put("when", stage.when().value());
    ArrayNode after = json.putArray("after");
    stage.after().forEach(name -> after.add(name.value()));
    return json;
  }
}
