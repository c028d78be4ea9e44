package dev.vifte.run;

import dev.vifte.Json;
import dev.vifte.object.ObjectKey;
import dev.vifte.object.ObjectPrefix;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.PipelineVersion;
import dev.vifte.pipeline.StageName;
import java.util.Map;
import java.util.stream.Collectors;

/// Which version of a pipeline new jobs run on, as a small object in the store: every node reads
/// it, and whoever deploys replaces it.
///
/// @param stages version of each stage's code, for nodes without that code
record Pointer(
    int format, PipelineName pipeline, PipelineVersion version, Map<String, String> stages) {
  static final int FORMAT = 1;

  /// Below this lie the pointers, one for each pipeline and nothing else.
  static final ObjectPrefix ALL = ObjectPrefix.under(new ObjectKey("deployed"));

  Pointer {
    stages = Map.copyOf(stages);
  }

  static Pointer to(Deployed deployed) {
    Map<String, String> stages =
        deployed.stageVersions().entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().value(), Map.Entry::getValue));
    return new Pointer(FORMAT, deployed.definition().name(), deployed.version(), stages);
  }

  static ObjectKey key(PipelineName pipeline) {
    return new ObjectKey("deployed").child(pipeline.value() + ".json");
  }

  byte[] json() {
    return Json.bytes(this);
  }

  /// @throws dev.vifte.NewerFormatException when it is of a newer format
  static Pointer fromJson(byte[] json) {
    return Json.read(json, Pointer.class, FORMAT, "a deployment");
  }

  Map<StageName, String> stageVersions() {
    return stages.entrySet().stream()
        .collect(Collectors.toMap(each -> new StageName(each.getKey()), each -> each.getValue()));
  }
}
