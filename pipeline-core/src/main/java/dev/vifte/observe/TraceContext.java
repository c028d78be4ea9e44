package dev.vifte.observe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.vifte.Names;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A place in a trace: <https://www.w3.org/TR/trace-context/>. As JSON it is the text of the
/// `traceparent` header. Immutable.
///
/// @param traceId 32 lower-case hex digits, not only zeros: shared by all that one upload causes
/// @param spanId 16 lower-case hex digits, not only zeros
/// @param sampled whether those who record traces shall record this one
public record TraceContext(String traceId, String spanId, boolean sampled) {
  private static final String TRACE = "(?!0{32})[0-9a-f]{32}";
  private static final String SPAN = "(?!0{16})[0-9a-f]{16}";
  private static final int SAMPLED = 1;

  /// Of the text in version 00.
  private static final int LENGTH = 55;

  private static final String BODY = "-(%s)-(%s)-([0-9a-f]{2})".formatted(TRACE, SPAN);
  private static final Pattern VERSION_0 = Pattern.compile("00" + BODY);

  /// Is read as far as version 00 goes.
  private static final Pattern LATER_VERSION =
      Pattern.compile("(?!00|ff)[0-9a-f]{2}" + BODY + "(?:-.*)?");

  public TraceContext {
    Names.require(traceId, TRACE, "trace id");
    Names.require(spanId, SPAN, "span id");
  }

  /// The start of a new trace, which is sampled.
  public static TraceContext root(RandomGenerator random) {
    return new TraceContext(digits(random) + digits(random), digits(random), true);
  }

  /// Another place in the same trace.
  public TraceContext child(RandomGenerator random) {
    return new TraceContext(traceId, digits(random), sampled);
  }

  /// Reads a `traceparent` header; empty when it is not valid, and the receiver then begins a trace
  /// of its own.
  public static Optional<TraceContext> parse(String header) {
    return Stream.of(VERSION_0, LATER_VERSION)
        .map(version -> version.matcher(header))
        .filter(Matcher::matches)
        .findFirst()
        .map(m -> new TraceContext(m.group(1), m.group(2), sampled(m.group(3))));
  }

  /// Reads what [#traceparent] wrote.
  ///
  /// @throws IllegalArgumentException when it is no trace context
  @JsonCreator
  public static TraceContext of(String traceparent) {
    return (traceparent.endsWith("-01") && traceparent.length() == LENGTH
            ? ours(traceparent)
            : parse(traceparent))
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is no trace context".formatted(traceparent)));
  }

  /// What nearly all are like, read without looking for more.
  private static Optional<TraceContext> ours(String text) {
    boolean parts = text.startsWith("00-") && text.charAt(35) == '-';
    return parts
        ? Optional.of(new TraceContext(text.substring(3, 35), text.substring(36, 52), true))
        : Optional.empty();
  }

  /// The text of the `traceparent` header.
  @JsonValue
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  /// The other flags have no meaning yet and are not passed on.
  private static boolean sampled(String flags) {
    return (HexFormat.fromHexDigits(flags) & SAMPLED) == SAMPLED;
  }

  private static String digits(RandomGenerator random) {
    long number = random.nextLong();
    return HexFormat.of().toHexDigits(number == 0 ? 1 : number);
  }
}
