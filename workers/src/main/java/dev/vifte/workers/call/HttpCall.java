package dev.vifte.workers.call;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `call/http` shall call, and how.
///
/// @param headers sent as they are; no place for secrets, since definitions are stored
/// @param bearer the secret whose content goes into `Authorization: Bearer`
/// @param timeout of one call; the stage's own when longer than that
/// @param maxResponse bytes
public record HttpCall(
    URI url,
    Method method,
    Send send,
    Map<String, String> headers,
    Optional<String> bearer,
    Duration timeout,
    int maxResponse) {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  static final int DEFAULT_MAX_RESPONSE = 10_000_000;

  /// Methods that carry a body.
  public enum Method {
    POST,
    PUT
  }

  /// What the body is.
  public enum Send {
    /// The uploaded file itself.
    BYTES,
    /// What is known of it, and what the stages before found.
    JSON;

    static Send of(String word) {
      for (Send send : values()) {
        if (send.word().equals(word)) {
          return send;
        }
      }
      throw new IllegalArgumentException("'%s' is unknown; use bytes or json".formatted(word));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public HttpCall {
    headers = Map.copyOf(new TreeMap<>(headers));
    if (!timeout.isPositive() || maxResponse < 0) {
      throw new IllegalArgumentException("timeout must be above zero, max-response not below");
    }
  }

  /// Posts the file's bytes to an address.
  ///
  /// @throws IllegalArgumentException when it is not one of `http` or `https`
  public static HttpCall post(String url) {
    return new HttpCall(
        Target.of(url),
        Method.POST,
        Send.BYTES,
        Map.of(),
        Optional.empty(),
        DEFAULT_TIMEOUT,
        DEFAULT_MAX_RESPONSE);
  }
}
