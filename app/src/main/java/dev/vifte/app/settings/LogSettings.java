package dev.vifte.app.settings;

import java.util.List;

/// How the node's log looks; it goes to standard error.
public record LogSettings(String format, String level) {
  static final Key<String> FORMAT =
      new Key<>(
          "log.format",
          "text",
          Form.oneOf(List.of("text", "json")),
          "text for people, json for collectors");
  static final Key<String> LEVEL =
      new Key<>(
          "log.level",
          "info",
          Form.oneOf(List.of("debug", "info", "warn", "error")),
          "least importance of a line; every event of every task is at debug");
  static final List<Key<?>> KEYS = List.of(FORMAT, LEVEL);

  static LogSettings read(Values values) {
    return new LogSettings(values.get(FORMAT), values.get(LEVEL));
  }
}
