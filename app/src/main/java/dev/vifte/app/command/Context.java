package dev.vifte.app.command;

import dev.vifte.app.screen.Screen;
import java.util.Map;
import java.util.Optional;

/// What every command stands on.
record Context(Screen screen, Map<String, String> environment) {
  Context {
    environment = Map.copyOf(environment);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }
}
