package dev.vifte.workers.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageResult;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/// What is known of a task as the body of a request: `{job, tenant, stage, item?, input{name, type,
/// size, sha256}, after{<stage>{data, outputs[{name, type, size, sha256, key}]}}}`.
final class FactsBody {
  private static final MediaType JSON = MediaType.get("application/json");

  private FactsBody() {}

  static RequestBody of(StageInput input) {
    ObjectNode facts = Json.object();
    facts.put("job", input.job().value());
    facts.put("tenant", input.tenant().value());
    facts.put("stage", input.stage().value());
    input.item().ifPresent(item -> facts.put("item", item.value()));
    facts
        .putObject("input")
        .put("name", input.file().name())
        .put("type", input.file().type().value())
        .put("size", input.file().size())
        .put("sha256", input.file().sha256());
    ObjectNode after = facts.putObject("after");
    input.after().forEach((stage, result) -> after.set(stage.value(), result(result)));
    return RequestBody.create(Json.bytes(facts), JSON);
  }

  private static ObjectNode result(StageResult result) {
    ObjectNode json = Json.object();
    json.set("data", result.data());
    var outputs = json.putArray("outputs");
    for (StageResult.Stored output : result.outputs()) {
      outputs
          .addObject()
          .put("name", output.name())
          .put("type", output.type().value())
          .put("size", output.size())
          .put("sha256", output.sha256())
          .put("key", output.key().value());
    }
    return json;
  }
}
