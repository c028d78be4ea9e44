package dev.vifte;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The one check behind every id: a name outside its alphabet never becomes an id.
public final class Names {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Names() {}

  /// Returns `value` when it matches `regex` as a whole.
  ///
  /// @throws IllegalArgumentException naming `what`, the value and the form it must have
  public static String require(String value, String regex, String what) {
    if (!PATTERNS.computeIfAbsent(regex, Pattern::compile).matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not valid; it must match %s".formatted(what, shown(value), regex));
    }
    return value;
  }

  private static String shown(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
