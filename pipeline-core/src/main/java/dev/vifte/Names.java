package dev.vifte;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one check behind every id: a name outside its alphabet never becomes an id.
public final class Names {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  /// Names that were right lately. The same few come with every message and every record, and to
  /// match one costs twenty times what it costs to know it again.
  private static final AtomicReferenceArray<Right> KNOWN = new AtomicReferenceArray<>(1024);

  private static final int LONGEST_KNOWN = 80;

  private Names() {}

  /// Returns `value` when it matches `regex` as a whole.
  ///
  /// @throws IllegalArgumentException naming `what`, the value and the form it must have
  public static String require(String value, String regex, String what) {
    int slot = Math.floorMod(31 * regex.hashCode() + value.hashCode(), KNOWN.length());
    if (isKnown(KNOWN.get(slot), value, regex)) {
      return value;
    }
    if (!PATTERNS.computeIfAbsent(regex, Pattern::compile).matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not valid; it must match %s".formatted(what, shown(value), regex));
    }
    if (value.length() <= LONGEST_KNOWN) {
      KNOWN.set(slot, new Right(value, regex));
    }
    return value;
  }

  private record Right(String value, String regex) {}

  private static boolean isKnown(@Nullable Right known, String value, String regex) {
    return known != null && known.value.equals(value) && known.regex.equals(regex);
  }

  private static String shown(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
