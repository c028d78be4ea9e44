package dev.vifte.pipeline.yaml;

import dev.vifte.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The entries of a map whose keys are known.
///
/// @param parent the map
/// @param known the keys it may have
/// @param entries those that stand in the file, unknown ones included
record Fields(Value parent, List<String> known, Map<String, Value> entries) {
  /// Notes every key that is not known or has no value.
  static Fields of(Value map, List<String> known) {
    Map<String, Value> entries = map.entries();
    entries.forEach((key, value) -> {
      if (!known.contains(key)) {
        value.wrongKey(
            "is not known here%s (known: %s)"
                .formatted(Nearest.hint(key, known), String.join(", ", known)));
      } else if (value.isNull()) {
        value.wrongKey("has no value; give it one or leave it out");
      }
    });
    return new Fields(map, known, entries);
  }

  Optional<Value> get(String key) {
    if (!known.contains(key)) {
      throw new AssertionError("'%s' is read but not among the known keys".formatted(key));
    }
    return Optional.ofNullable(entries.get(key)).filter(value -> !value.isNull());
  }

  <T> Optional<T> parse(String key, Function<String, T> form) {
    return get(key).flatMap(value -> value.parse(form));
  }

  /// A field that must be there.
  Optional<Value> required(String key) {
    if (parent.isMap() && !entries.containsKey(key)) {
      parent.reading().mistake(parent.name(), parent.at(key), "is missing; add it");
    }
    return get(key);
  }
}
