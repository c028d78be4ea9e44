package dev.vifte.object;

/// The start of the keys of a listing; ends with a slash, or is empty for all.
public record ObjectPrefix(String value) {
  public static final ObjectPrefix ALL = new ObjectPrefix("");

  public ObjectPrefix {
    if (!value.isEmpty() && !value.endsWith("/")) {
      throw new IllegalArgumentException("object prefix '" + value + "' must end with '/'");
    }
  }

  /// Everything below `key`.
  public static ObjectPrefix under(ObjectKey key) {
    return new ObjectPrefix(key.value() + "/");
  }
}
