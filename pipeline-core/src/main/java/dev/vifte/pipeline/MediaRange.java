package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;
import dev.vifte.object.MediaType;

/// A media type or a family of them: `image/png`, `image/*`, `*/*`.
public record MediaRange(@JsonValue String value) {
  public static final MediaRange ANY = new MediaRange("*/*");

  @JsonCreator
  public MediaRange {
    Names.require(value, "\\*/\\*|[a-z0-9.+-]+/(\\*|[a-z0-9.+-]+)", "media range");
  }

  /// Whether `type` is in the range.
  public boolean matches(MediaType type) {
    return value.equals("*/*")
        || value.equals(type.value())
        || (value.endsWith("/*")
            && type.value().startsWith(value.substring(0, value.length() - 1)));
  }

  @Override
  public String toString() {
    return value;
  }
}
