package dev.vifte.pipeline.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Nearest;
import dev.vifte.pipeline.Definition;
import dev.vifte.pipeline.MediaRange;
import dev.vifte.pipeline.Scale;
import dev.vifte.pipeline.StageKind;
import dev.vifte.pipeline.StageName;
import dev.vifte.pipeline.StageSpec;
import dev.vifte.pipeline.WhenFailed;
import dev.vifte.retry.RetryPolicy;
import dev.vifte.stage.StageSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one stage.
///
/// @param code what the kinds stand for
/// @param siblings the names of all stages of the file
record StageReader(StageCode code, Set<String> siblings) {
  static final List<String> KEYS =
      List.of(
          "uses",
          "when",
          "after",
          "when-failed",
          "with",
          "timeout",
          "retry",
          "scale",
          "memory",
          "env",
          "secrets");
  static final List<String> RETRY = List.of("attempts", "backoff");
  static final List<String> SCALE = List.of("min", "max");

  /// The stage, or nothing when its name or its kind is wrong.
  Optional<StageSpec> read(String key, Value stage) {
    Optional<StageName> name = name(key, stage);
    Fields fields = stage.fields(KEYS);
    Optional<StageKind> uses = fields.required("uses").flatMap(code::kind);
    StageSettings with = with(stage, fields, uses);
    MediaRange when = fields.parse("when", Forms::mediaRange).orElse(MediaRange.ANY);
    List<StageName> after = fields.get("after").map(this::after).orElse(List.of());
    WhenFailed whenFailed = fields.parse("when-failed", Forms::whenFailed).orElse(WhenFailed.RUN);
    var timeout = fields.parse("timeout", Forms::duration).orElse(StageSpec.DEFAULT_TIMEOUT);
    RetryPolicy retry = fields.get("retry").map(this::retry).orElse(RetryPolicy.DEFAULTS);
    Optional<Scale> scale = fields.get("scale").flatMap(this::scale);
    Optional<Long> memory = fields.parse("memory", Forms::bytes);
    Map<String, String> env = fields.get("env").map(this::texts).orElse(Map.of());
    Map<String, String> secrets = fields.get("secrets").map(this::texts).orElse(Map.of());
    return name.flatMap(n ->
        uses.map(u ->
            new StageSpec(
                n, u, when, after, whenFailed, with, timeout, retry, scale, memory, env, secrets)));
  }

  private Optional<StageName> name(String key, Value stage) {
    try {
      StageName name = Forms.stageName(key);
      if (!name.equals(Definition.AT_END)) {
        return Optional.of(name);
      }
      stage.wrongKey("is the name of the task that 'notify' makes; choose another");
    } catch (IllegalArgumentException e) {
      stage.wrongKey(String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /// The settings; the kind is asked about them only when they could be read.
  private StageSettings with(Value stage, Fields fields, Optional<StageKind> uses) {
    Optional<Value> given = fields.get("with");
    Value where = given.orElseGet(() -> stage.absent("with"));
    Optional<StageSettings> with =
        given.isEmpty()
            ? Optional.of(StageSettings.EMPTY)
            : given.flatMap(StageReader::object).map(StageSettings::of);
    uses.ifPresent(kind -> with.ifPresent(settings -> code.accepts(kind, settings, where)));
    return with.orElse(StageSettings.EMPTY);
  }

  private static Optional<ObjectNode> object(Value with) {
    Optional<JsonNode> json = with.json();
    return json.isPresent() && json.get() instanceof ObjectNode object
        ? Optional.of(object)
        : json.flatMap(_ -> with.wrong("must be a map of settings"));
  }

  private List<StageName> after(Value value) {
    return value.items().stream()
        .flatMap(item -> item.parse(this::sibling).stream())
        .distinct()
        .toList();
  }

  private StageName sibling(String name) {
    if (!siblings.contains(name)) {
      throw new IllegalArgumentException(
          "no stage here is called '%s'%s (there are: %s)"
              .formatted(name, Nearest.hint(name, siblings), String.join(", ", siblings)));
    }
    return Forms.stageName(name);
  }

  private RetryPolicy retry(Value value) {
    Fields fields = value.fields(RETRY);
    RetryPolicy usual = RetryPolicy.DEFAULTS;
    return fields
        .parse("backoff", Forms::backoff)
        .orElse(usual)
        .attempts(fields.parse("attempts", Forms.whole(1, 100)).orElse(usual.attempts()));
  }

  private Optional<Scale> scale(Value value) {
    Fields fields = value.fields(SCALE);
    var size = Forms.whole(1, 1024);
    Optional<Integer> min =
        fields.entries().containsKey("min") ? fields.parse("min", size) : Optional.of(1);
    Optional<Integer> max = fields.required("max").flatMap(v -> v.parse(size));
    return min.flatMap(least -> max.flatMap(most -> value.check(() -> new Scale(least, most))));
  }

  private Map<String, String> texts(Value value) {
    var texts = new LinkedHashMap<String, String>();
    value.entries().forEach((key, text) -> text.text().ifPresent(t -> texts.put(key, t)));
    return texts;
  }
}
