package dev.vifte;

import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quantities as people write them in pipelines and settings: `60s`, `50MB`, `100MP`.
///
/// Everything here throws [IllegalArgumentException] with the forms there are, for a text that is
/// none of them.
public final class Units {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,18})(B|[kK]B|[MGT]B|[KMGT]iB|)");
  private static final Pattern PIXELS = Pattern.compile("(\\d{1,18})(MP|GP|)");
  private static final Map<String, Long> FACTORS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("B", 1L),
          Map.entry("kB", 1_000L),
          Map.entry("KB", 1_000L),
          Map.entry("MB", 1_000_000L),
          Map.entry("GB", 1_000_000_000L),
          Map.entry("TB", 1_000_000_000_000L),
          Map.entry("KiB", 1L << 10),
          Map.entry("MiB", 1L << 20),
          Map.entry("GiB", 1L << 30),
          Map.entry("TiB", 1L << 40),
          Map.entry("MP", 1_000_000L),
          Map.entry("GP", 1_000_000_000L));

  private Units() {}

  /// A whole number of milliseconds, seconds, minutes or hours: `200ms`, `60s`, `5m`, `1h`.
  public static Duration duration(String text) {
    MatchResult parts = match(DURATION, text, "a duration such as 200ms, 60s, 5m or 1h");
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /// Bytes, with decimal units (`50MB` is 50,000,000) or binary ones (`64MiB` is 67,108,864).
  public static long bytes(String text) {
    return count(BYTES, text, "a size such as 500kB, 50MB, 64MiB or 2GB");
  }

  /// Pixels, alone or in megapixels: `100MP` is 100,000,000.
  public static long pixels(String text) {
    return count(PIXELS, text, "a number of pixels such as 100MP");
  }

  private static long count(Pattern form, String text, String what) {
    MatchResult parts = match(form, text, what);
    try {
      return Math.multiplyExact(
          Long.parseLong(parts.group(1)), FACTORS.getOrDefault(parts.group(2), 1L));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'%s' is too large; write a smaller one".formatted(text), e);
    }
  }

  private static MatchResult match(Pattern form, String text, String what) {
    Matcher matcher = form.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be %s, not '%s'".formatted(what, text));
    }
    return matcher;
  }
}
