package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// One part of a stage's dynamic fan-out, such as the page range `1-10`.
public record ItemName(@JsonValue String value) implements Comparable<ItemName> {
  @JsonCreator
  public ItemName {
    Names.require(value, "[0-9a-zA-Z._-]{1,64}", "item name");
  }

  @Override
  public int compareTo(ItemName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
