package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// The name operators give a pipeline, such as `media`: lower case letters, digits and hyphens.
public record PipelineName(@JsonValue String value) implements Comparable<PipelineName> {
  @JsonCreator
  public PipelineName {
    Names.require(value, "[a-z0-9][a-z0-9-]{0,62}", "pipeline name");
  }

  @Override
  public int compareTo(PipelineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
