package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// Which code a stage uses, such as `image/resize`.
public record StageKind(@JsonValue String value) implements Comparable<StageKind> {
  @JsonCreator
  public StageKind {
    Names.require(value, "[a-z0-9][a-z0-9-]{0,62}(/[a-z0-9][a-z0-9-]{0,62})?", "stage kind");
  }

  @Override
  public int compareTo(StageKind other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
