package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// One run of one pipeline over one input. Opaque; never holds user data.
public record JobId(@JsonValue String value) implements Comparable<JobId> {
  @JsonCreator
  public JobId {
    Names.require(value, "[0-9a-zA-Z_-]{8,64}", "job id");
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
