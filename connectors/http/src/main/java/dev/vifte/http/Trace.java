package dev.vifte.http;

import java.util.regex.Pattern;

/// The caller's trace context: <https://www.w3.org/TR/trace-context/#traceparent-header>.
final class Trace {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Trace() {}

  /// Whether it may be passed on; others are left out, as the specification asks.
  static boolean valid(String traceparent) {
    return FORM.matcher(traceparent).matches();
  }
}
