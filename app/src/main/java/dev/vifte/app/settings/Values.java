package dev.vifte.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Given texts on their way to values. Collects every mistake; a wrong text counts as its default
/// meanwhile, so that the others are looked at too.
final class Values {
  private final Map<String, Given> given;
  private final List<String> mistakes = new ArrayList<>();

  Values(Map<String, Given> given) {
    this.given = Map.copyOf(given);
  }

  <T> T get(Key<T> key) {
    Given found = given.get(key.name());
    if (found == null) {
      return key.byDefault();
    }
    try {
      return key.form().read().apply(found.text());
    } catch (IllegalArgumentException e) {
      mistakes.add("%s: %s %s".formatted(found.where(), key.name(), e.getMessage()));
      return key.byDefault();
    }
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }
}
