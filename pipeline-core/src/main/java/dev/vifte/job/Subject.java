package dev.vifte.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// A person whose data a job holds, as a keyed hash of the name that the tenant has for them: who
/// has not the key learns nothing from it.
public record Subject(@JsonValue String hash) {
  @JsonCreator
  public Subject {
    Names.require(hash, "[0-9a-f]{40}", "hash of a data subject");
  }

  @Override
  public String toString() {
    return hash;
  }
}
