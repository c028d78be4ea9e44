package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// Whose job it is; taken from the API key, never from the request.
public record TenantId(@JsonValue String value) implements Comparable<TenantId> {
  @JsonCreator
  public TenantId {
    Names.require(value, "[0-9a-zA-Z_-]{1,64}", "tenant id");
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
