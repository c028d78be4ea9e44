package dev.vifte.workers.call;

import dev.vifte.object.MediaType;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Response;

/// What the other side answered.
///
/// @param type the media type as given, empty when none was
/// @param retryAfter the header of that name, empty when there was none
record Reply(
    int status,
    String type,
    String retryAfter,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// The body is longer than allowed.
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static Reply of(Response response, int max) throws IOException {
    byte[] body = response.body().byteStream().readNBytes(max + 1);
    if (body.length > max) {
      throw new TooLongException();
    }
    return new Reply(
        response.code(),
        Objects.requireNonNullElse(response.header("Content-Type"), ""),
        Objects.requireNonNullElse(response.header("Retry-After"), ""),
        body);
  }

  /// The type without its parameters; bytes when there is none that can be read.
  MediaType mediaType() {
    try {
      return new MediaType(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return new MediaType("application/octet-stream");
    }
  }

  boolean isJson() {
    String value = mediaType().value();
    return value.equals("application/json") || value.endsWith("+json");
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// Overload and breakdown pass; everything else is an answer that a repetition will not change.
  Outcome failure(String host, Instant now) {
    String what = "%s answered %d".formatted(host, status);
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 ->
          wait(now)
              .map(wait -> Outcome.retryAfter(wait, what))
              .orElseGet(() -> Outcome.retry(what));
      default ->
          status >= 500
              ? Outcome.retry(what)
              : Outcome.reject(Reason.REFUSED_BY_REMOTE, what + hint());
    };
  }

  private String hint() {
    return status < 400
        ? "; redirects are not followed, so give the final address"
        : "; it will not take this input, so nothing is sent again";
  }

  /// Seconds or a date (RFC 9110, 10.2.3), an hour at most.
  private Optional<Duration> wait(Instant now) {
    try {
      Duration wait =
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait)
          .filter(Duration::isPositive)
          .map(w -> w.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : w);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
