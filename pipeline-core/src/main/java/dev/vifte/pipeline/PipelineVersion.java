package dev.vifte.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// The first 12 hex digits of the SHA-256 of a pipeline's definition: equal definitions are one
/// version.
public record PipelineVersion(@JsonValue String value) implements Comparable<PipelineVersion> {
  @JsonCreator
  public PipelineVersion {
    Names.require(value, "[0-9a-f]{12}", "pipeline version");
  }

  @Override
  public int compareTo(PipelineVersion other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
