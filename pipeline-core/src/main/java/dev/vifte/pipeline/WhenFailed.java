package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a stage does when one it comes `after` did not end well.
public enum WhenFailed {
  RUN,
  SKIP;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static WhenFailed of(String word) {
    return switch (word) {
      case "run" -> RUN;
      case "skip" -> SKIP;
      default ->
          throw new IllegalArgumentException(
              "when-failed '%s' is unknown; use run or skip".formatted(word));
    };
  }
}
