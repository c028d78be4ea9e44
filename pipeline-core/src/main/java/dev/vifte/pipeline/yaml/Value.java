package dev.vifte.pipeline.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One value of the file and where it stands. Whatever is asked of it and it is not becomes a
/// mistake of the reading, and the answer is empty.
///
/// @param name where its key stands, or the value itself in a list
record Value(Node node, Mark name, String path, Reading reading) {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  Optional<String> text() {
    return node instanceof ScalarNode scalar && !isNull()
        ? check(() -> reading.environment().expand(scalar.getValue()))
        : wrong("must be a text, not " + what());
  }

  /// A text in a form of its own; what `form` throws as [IllegalArgumentException] is the mistake.
  <T> Optional<T> parse(Function<String, T> form) {
    return text().flatMap(text -> check(() -> form.apply(text)));
  }

  /// The items of a list; one value counts as a list of one.
  List<Value> items() {
    if (!(node instanceof SequenceNode list)) {
      return List.of(this);
    }
    var items = new ArrayList<Value>();
    for (Node item : list.getValue()) {
      items.add(new Value(item, item.getStartMark(), at(String.valueOf(items.size())), reading));
    }
    return items;
  }

  /// The entries of a map with keys of any name, in the order of the file.
  Map<String, Value> entries() {
    var entries = new LinkedHashMap<String, Value>();
    if (node instanceof MappingNode map) {
      map.getValue().forEach(entry -> add(entry, entries));
    } else {
      wrong("must be a map, not " + what());
    }
    return entries;
  }

  private void add(NodeTuple entry, Map<String, Value> entries) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      reading.mistake(
          entry.getKeyNode().getStartMark(),
          path,
          "has a key that is no text; write a name before the colon");
      return;
    }
    Value value = entry(entry);
    Value first = entries.putIfAbsent(key.getValue(), value);
    if (first != null) {
      value.wrongKey(
          "is there twice, first in line %d; remove one".formatted(first.name.getLine() + 1));
    }
  }

  /// The entries of a map with known keys: others are mistakes.
  Fields fields(List<String> known) {
    return Fields.of(this, known);
  }

  /// The entry or item of that name, where there is one.
  Optional<Value> child(String key) {
    if (node instanceof SequenceNode) {
      return items().stream().filter(item -> item.path.equals(at(key))).findFirst();
    }
    return node instanceof MappingNode map
        ? map.getValue().stream().filter(entry -> isCalled(entry, key)).findFirst().map(this::entry)
        : Optional.empty();
  }

  private static boolean isCalled(NodeTuple entry, String key) {
    return entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
  }

  private Value entry(NodeTuple entry) {
    String key = ((ScalarNode) entry.getKeyNode()).getValue();
    return new Value(entry.getValueNode(), entry.getKeyNode().getStartMark(), at(key), reading);
  }

  /// Stands for an entry that is not there: its mistakes go to this value's key.
  Value absent(String key) {
    return new Value(
        new ScalarNode(Tag.NULL, "", name, name, ScalarStyle.PLAIN), name, at(key), reading);
  }

  /// The value as JSON, whatever it is; empty when a variable in it is not set or a key is twice.
  Optional<JsonNode> json() {
    int before = reading.count();
    JsonNode json = JsonForm.of(this);
    return Optional.of(json).filter(_ -> reading.count() == before);
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isNull() {
    return node instanceof ScalarNode scalar && isPlain() && NULLS.contains(scalar.getValue());
  }

  /// Whether it may be a number, a truth value or nothing, because it has no quotes, or is a
  /// variable: between braces those need quotes.
  boolean isPlain() {
    return node instanceof ScalarNode scalar
        && (scalar.getScalarStyle() == ScalarStyle.PLAIN
            || Environment.isReference(scalar.getValue()));
  }

  /// Notes a mistake at the value.
  <T> Optional<T> wrong(String message) {
    reading.mistake(node.getStartMark(), path, message);
    return Optional.empty();
  }

  /// Notes a mistake at the value's key.
  void wrongKey(String message) {
    reading.mistake(name, path, message);
  }

  /// What `make` makes; what it throws as [IllegalArgumentException] is the mistake.
  <T> Optional<T> check(Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }

  /// The path of an entry of this value.
  String at(String key) {
    return path.isEmpty() ? key : path + "/" + key;
  }

  private String what() {
    return switch (node) {
      case MappingNode _ -> "a map";
      case SequenceNode _ -> "a list";
      case ScalarNode _ when isNull() -> "nothing";
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      default -> "something else";
    };
  }
}
