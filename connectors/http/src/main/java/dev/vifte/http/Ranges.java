package dev.vifte.http;

import dev.vifte.object.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What part of a file a request asks for (RFC 9110, section 14). Several parts at once, other
/// units and nonsense get the whole file, as the standard allows.
sealed interface Ranges {
  Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

  record Whole() implements Ranges {}

  /// Both ends lie inside the file.
  record Part(ByteRange range) implements Ranges {}

  record Outside() implements Ranges {}

  /// What `Range` and `If-Range` of a request mean.
  ///
  /// @param etag of the file as it is; a range that was meant for another (`If-Range`) gets it
  ///   whole
  static Ranges asked(Call call, long size, String etag) {
    boolean stale = call.header("If-Range").filter(value -> !value.equals(etag)).isPresent();
    String value = stale ? "" : call.header("Range").orElse("");
    Matcher one = ONE.matcher(value);
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Whole();
    }
    return one.group(1).isEmpty()
        ? last(Long.parseLong(one.group(2)), size)
        : slice(Long.parseLong(one.group(1)), one.group(2), size);
  }

  private static Ranges last(long length, long size) {
    return length == 0 || size == 0
        ? new Outside()
        : new Part(new ByteRange(Math.max(0, size - length), size - 1));
  }

  private static Ranges slice(long from, String end, long size) {
    long to = end.isEmpty() ? size - 1 : Math.min(Long.parseLong(end), size - 1);
    if (from >= size) {
      return new Outside();
    }
    return to < from ? new Whole() : new Part(new ByteRange(from, to));
  }
}
