package dev.vifte.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Nearest;
import dev.vifte.stage.InvalidSettingsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads settings key by key and collects every mistake; [#done] throws them together and also
/// names keys that nobody asked for. Used by one thread.
public final class SettingsReader {
  private final ObjectNode node;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> asked = new TreeSet<>();

  SettingsReader(ObjectNode node, String path) {
    this(node, path, new ArrayList<>());
  }

  private SettingsReader(ObjectNode node, String path, List<Problem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  public Optional<String> text(String key) {
    return get(key)
        .flatMap(n -> n.isValueNode() ? Optional.of(n.asText()) : wrong(key, "must be a text"));
  }

  public String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  public Optional<Integer> integer(String key, int min, int max) {
    return get(key)
        .flatMap(n ->
            n.isInt() && n.intValue() >= min && n.intValue() <= max
                ? Optional.of(n.intValue())
                : wrong(key, "must be a whole number from %d to %d".formatted(min, max)));
  }

  public boolean flag(String key, boolean otherwise) {
    return get(key)
        .<Boolean>flatMap(n ->
            n.isBoolean() ? Optional.of(n.booleanValue()) : wrong(key, "must be true or false"))
        .orElse(otherwise);
  }

  /// A list of texts; one text counts as a list of one.
  public List<String> texts(String key) {
    return get(key)
        .map(
            n -> n.isArray() ? n.valueStream().map(JsonNode::asText).toList() : List.of(n.asText()))
        .orElse(List.of());
  }

  /// A text in a form of its own, such as [dev.vifte.Units#duration]; what `parse` throws as
  /// [IllegalArgumentException] is the problem, so its message names the value.
  public <T> Optional<T> parsed(String key, Function<String, T> parse) {
    return text(key)
        .flatMap(value -> {
          try {
            return Optional.of(parse.apply(value));
          } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
          }
        });
  }

  /// A list of maps, each read by `one`.
  public <T> List<T> list(String key, Function<SettingsReader, T> one) {
    var all = new ArrayList<T>();
    JsonNode array = get(key).orElse(node.arrayNode());
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ObjectNode object) {
        all.add(below(object, key + "/" + i, one));
      } else {
        problem(key + "/" + i, "must be a map, such as {name: thumb, fit: 128x128}");
      }
    }
    return all;
  }

  /// A map, read by `one`.
  ///
  /// @param example for whoever writes something else
  public <T> Optional<T> map(String key, String example, Function<SettingsReader, T> one) {
    return get(key)
        .flatMap(n ->
            n instanceof ObjectNode object
                ? Optional.of(below(object, key, one))
                : wrong(key, "must be a map, such as " + example));
  }

  private <T> T below(ObjectNode object, String key, Function<SettingsReader, T> one) {
    var reader = new SettingsReader(object, at(key), problems);
    T read = one.apply(reader);
    reader.refuseUnknown();
    return read;
  }

  /// Whether a key is there.
  public boolean has(String key) {
    return get(key).isPresent();
  }

  /// The JSON below a key, for stages that take any.
  public Optional<JsonNode> json(String key) {
    return get(key);
  }

  /// Adds a problem the caller found.
  public void problem(String key, String message) {
    problems.add(new Problem(at(key), message));
  }

  /// Ends the reading.
  ///
  /// @throws InvalidSettingsException when anything was wrong
  public void done() {
    refuseUnknown();
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!asked.contains(key)) {
            problem(
                key,
                "is not known here%s (known: %s)"
                    .formatted(Nearest.hint(key, asked), String.join(", ", asked)));
          }
        });
  }

  private Optional<JsonNode> get(String key) {
    asked.add(key);
    return Optional.ofNullable(node.get(key)).filter(n -> !n.isNull());
  }

  private <T> Optional<T> wrong(String key, String message) {
    problem(key, message + ", not " + node.get(key));
    return Optional.empty();
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "/" + key;
  }
}
