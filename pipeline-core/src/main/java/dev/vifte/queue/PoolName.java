package dev.vifte.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// The workers of one stage kind; a stage kind with its slash as a hyphen.
public record PoolName(@JsonValue String value) implements Comparable<PoolName> {
  @JsonCreator
  public PoolName {
    Names.require(value, "[a-z0-9][a-z0-9-]{0,62}", "pool name");
  }

  @Override
  public int compareTo(PoolName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
