package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// One JVM that runs Vifte.
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {
  @JsonCreator
  public NodeId {
    Names.require(value, "[0-9a-zA-Z._-]{1,128}", "node id");
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
