package dev.vifte.workers.call;

import java.net.URI;

/// An address to call, as settings give it.
final class Target {
  private Target() {}

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException when it is not one of `http` or `https`
  static URI of(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be an address such as https://host/path", e);
    }
    boolean http =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "must be an address such as https://host/path, of http or https, without a password");
    }
    return uri;
  }
}
