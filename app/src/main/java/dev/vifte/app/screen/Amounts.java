package dev.vifte.app.screen;

import java.time.Duration;
import java.util.Locale;

/// Sizes and times as people read them.
public final class Amounts {
  private Amounts() {}

  /// `512 B`, `1.4 MB`: decimal units.
  public static String bytes(long count) {
    if (count < 1000) {
      return count + " B";
    }
    double amount = count;
    int unit = 0;
    while (amount >= 999.95 && unit < 4) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", amount, " kMGT".charAt(unit));
  }

  /// `87 ms`, `3.2 s`, `4 min 10 s`.
  public static String time(Duration length) {
    long millis = length.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
