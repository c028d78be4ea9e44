package dev.vifte.http;

import dev.vifte.http.ApiKeys.Caller;
import dev.vifte.job.TenantId;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/// Says whose request it is. With keys: the tenant of the key it carries. Without: the default
/// tenant, for callers that name this machine and no web page of another site.
final class Keys {
  static final TenantId DEFAULT = new TenantId("default");

  /// Anybody, and whoever is at this machine.
  static final Caller HERE = new Caller(DEFAULT, "local");

  private static final String BEARER = "bearer ";

  /// What proxies add. Many of them set Host to this machine's name, whoever asks.
  private static final List<String> PROXIED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

  private final ApiKeys keys;

  Keys(ApiKeys keys) {
    this.keys = keys;
  }

  Caller caller(HttpRequest request) {
    if (keys.isEmpty()) {
      requireLocal(request);
      return HERE;
    }
    return key(request).flatMap(keys::caller).orElseThrow(() -> new Refused(unauthorized(request)));
  }

  private static Optional<String> key(HttpRequest request) {
    return request
        .getHeader("X-API-Key")
        .map(HttpHeader::value)
        .or(() ->
            request
                .getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip()));
  }

  private static Problem unauthorized(HttpRequest request) {
    String what = key(request).isPresent() ? "this API key is not known" : "no API key was sent";
    return ProblemKind.UNAUTHORIZED
        .because(
            what
                + "; send one as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'"
                + " (vifte keys create makes one)")
        .with("WWW-Authenticate", "Bearer realm=\"vifte\"");
  }

  /// A page on the web can make a browser on this machine ask us, under its own name (DNS
  /// rebinding) or under ours (cross-site request); neither is a person at this machine.
  private static void requireLocal(HttpRequest request) {
    String host = request.getUri().host().address();
    if (!local(host)) {
      throw ProblemKind.FORBIDDEN.refuse(
          "without API keys only this machine may ask, as localhost or 127.0.0.1 and not as '%s'"
              .formatted(host));
    }
    if (PROXIED.stream().anyMatch(name -> request.getHeader(name).isPresent())) {
      throw ProblemKind.FORBIDDEN.refuse(
          "without API keys only this machine may ask, and this came through a proxy; make a key"
              + " (vifte keys create) and send it");
    }
    if (request
        .getHeader("Sec-Fetch-Site")
        .filter(h -> h.value().equals("cross-site"))
        .isPresent()) {
      throw ProblemKind.FORBIDDEN.refuse(
          "without API keys pages of other sites may not ask; make a key and send it");
    }
  }

  private static boolean local(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
