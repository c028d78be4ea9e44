package dev.vifte.stage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why an input was refused or a task given up: one word for programs, beside the sentence for
/// people.
public enum Reason {
  EMPTY,
  UNSUPPORTED,
  CORRUPT,
  TRUNCATED,
  ENCRYPTED,
  TOO_LARGE,
  TOO_MANY_PIXELS,
  TOO_MANY_FRAMES,
  TOO_MANY_PAGES,
  TOO_COMPLEX,
  TIMEOUT,
  OUT_OF_MEMORY,
  CRASHED,
  INVALID_INPUT,
  INVALID_SETTINGS,
  FORBIDDEN,
  REFUSED_BY_REMOTE,
  ATTEMPTS_EXHAUSTED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static Reason of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
