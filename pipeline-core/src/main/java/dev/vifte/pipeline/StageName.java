package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// The name of a stage inside its pipeline, such as `variants`.
public record StageName(@JsonValue String value) implements Comparable<StageName> {
  @JsonCreator
  public StageName {
    Names.require(value, "[a-z0-9][a-z0-9-]{0,62}", "stage name");
  }

  @Override
  public int compareTo(StageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
