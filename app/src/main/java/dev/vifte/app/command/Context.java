package dev.vifte.app.command;

import dev.vifte.app.screen.Screen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What every command stands on.
record Context(Screen screen, Map<String, String> environment) {
  Context {
    environment = Map.copyOf(environment);
  }

  /// With another variable, where a value is given.
  Context with(String name, Optional<String> value) {
    var more = new HashMap<>(environment);
    value.ifPresent(text -> more.put(name, text));
    return new Context(screen, more);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }
}
