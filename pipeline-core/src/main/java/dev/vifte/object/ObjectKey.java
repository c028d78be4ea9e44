package dev.vifte.object;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;

/// Where an object lies: at most 16 segments of a safe alphabet, joined by slashes. Never a user's
/// file name; no segment is `.` or `..`.
public record ObjectKey(@JsonValue String value) {
  private static final String FORM =
      "[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}(/[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}){0,15}";

  @JsonCreator
  public ObjectKey {
    Names.require(value, FORM, "object key");
  }

  /// The key one level deeper.
  public ObjectKey child(String segment) {
    return new ObjectKey(value + "/" + segment);
  }

  @Override
  public String toString() {
    return value;
  }
}
