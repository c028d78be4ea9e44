package dev.vifte.pipeline.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.InputLimits;
import dev.vifte.pipeline.Lane;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.PipelineName;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.stage.StageSettings;
import dev.vifte.stage.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the top of a file; [StageReader] reads each stage.
final class DefinitionReader {
  static final List<String> KEYS =
      List.of("pipeline", "accept", "limits", "lane", "stages", "notify");
  static final List<String> LIMITS = List.of("size", "pixels", "pages", "frames");
  static final List<String> NOTIFY = List.of("webhook", "secret-file");

  private static final StageKind WEBHOOK = new StageKind("call/webhook");

  private final StageCode code;
  private final Reading reading;

  DefinitionReader(Stages stages, Reading reading) {
    this.code = new StageCode(stages);
    this.reading = reading;
  }

  /// The definition, or nothing when a mistake was noted.
  Optional<Definition> read(Value root) {
    Fields fields = root.fields(KEYS);
    Optional<PipelineName> name =
        fields.required("pipeline").flatMap(v -> v.parse(Forms::pipelineName));
    List<MediaRange> accept =
        fields.get("accept").map(this::accept).orElse(List.of(MediaRange.ANY));
    InputLimits limits = fields.get("limits").map(this::limits).orElse(InputLimits.DEFAULTS);
    Lane lane = fields.parse("lane", Forms::lane).orElse(Lane.INTERACTIVE);
    List<StageSpec> stages = fields.required("stages").map(this::stages).orElse(List.of());
    Optional<StageSpec> atEnd = fields.get("notify").flatMap(this::atEnd);
    return name.filter(_ -> reading.count() == 0)
        .map(n -> new Definition(Definition.FORMAT, n, accept, limits, lane, stages, atEnd));
  }

  private List<MediaRange> accept(Value value) {
    List<Value> items = value.items();
    if (items.isEmpty()) {
      value.wrong("names no type; write types such as image/*, or leave it out to take every type");
    }
    return items.stream().flatMap(item -> item.parse(Forms::mediaRange).stream()).toList();
  }

  private InputLimits limits(Value value) {
    Fields fields = value.fields(LIMITS);
    InputLimits usual = InputLimits.DEFAULTS;
    return new InputLimits(
        fields.parse("size", Forms::bytes).orElse(usual.size()),
        fields.parse("pixels", Forms::pixels).orElse(usual.pixels()),
        fields.parse("pages", Forms.whole(1, Integer.MAX_VALUE)).orElse(usual.pages()),
        fields.parse("frames", Forms.whole(1, Integer.MAX_VALUE)).orElse(usual.frames()));
  }

  private List<StageSpec> stages(Value value) {
    Map<String, Value> entries = value.entries();
    if (value.isMap() && entries.isEmpty()) {
      value.wrong("has no stage; write at least one, such as resize: {uses: image/resize}");
    }
    var stages = new ArrayList<StageSpec>();
    entries.forEach((name, stage) ->
        new StageReader(code, entries.keySet()).read(name, stage).ifPresent(stages::add));
    return StageOrder.sorted(stages, entries);
  }

  private Optional<StageSpec> atEnd(Value value) {
    Fields fields = value.fields(NOTIFY);
    Map<String, String> secrets =
        fields
            .get("secret-file")
            .flatMap(Value::text)
            .map(file -> Map.of("webhook", file))
            .orElse(Map.of());
    return fields
        .required("webhook")
        .flatMap(this::webhook)
        .map(spec -> spec.retry(Definition.AT_END_RETRY).secrets(secrets));
  }

  private Optional<StageSpec> webhook(Value value) {
    return value
        .text()
        .map(url -> StageSettings.of(JsonNodeFactory.instance.objectNode().put("url", url)))
        .filter(with -> code.accepts(WEBHOOK, with, value))
        .map(with -> StageSpec.of(Definition.AT_END, WEBHOOK, with));
  }
}
