package dev.vifte.workers.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs webhooks as standardwebhooks.com says: `v1,` and the HMAC-SHA256 of
/// `<id>.<seconds>.<body>` in Base64.
final class Signature {
  private static final String PREFIX = "whsec_";

  private Signature() {}

  /// One signature for each line of the secret, so that a key can be changed without losing a call:
  /// receivers accept any of them.
  ///
  /// @param secret `whsec_` and a key in Base64, or any text
  /// @throws IllegalArgumentException when there is no key in it
  static String of(String secret, String id, Instant when, byte[] body) {
    String all =
        secret
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> "v1," + sign(key(line), id, when, body))
            .collect(Collectors.joining(" "));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the secret of the webhook is empty; write a key into it");
    }
    return all;
  }

  private static byte[] key(String line) {
    return line.startsWith(PREFIX)
        ? Base64.getDecoder().decode(line.substring(PREFIX.length()))
        : line.getBytes(StandardCharsets.UTF_8);
  }

  private static String sign(byte[] key, String id, Instant when, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + when.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
