package dev.vifte.object;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// A media type without parameters, in lower case, such as `image/jpeg`.
public record MediaType(@JsonValue String value) implements Comparable<MediaType> {
  @JsonCreator
  public MediaType {
    Names.require(value, "[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", "media type");
  }

  @Override
  public int compareTo(MediaType other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
