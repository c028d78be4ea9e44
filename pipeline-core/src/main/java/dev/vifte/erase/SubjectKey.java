package dev.vifte.erase;

import dev.vifte.job.Subject;
import dev.vifte.job.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret under which names of people become a [Subject]: HMAC-SHA256 of tenant and name. All
/// gateways of an installation have the same; without it nobody can tell whose data a job holds.
/// Thread-safe.
public final class SubjectKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 16;
  private static final int LONGEST_NAME = 256;

  private final SecretKeySpec secret;

  private SubjectKey(SecretKeySpec secret) {
    this.secret = secret;
  }

  /// The key of a secret.
  ///
  /// @throws IllegalArgumentException when it is shorter than 16 bytes
  public static SubjectKey of(byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          "the key of data subjects must have at least %d bytes".formatted(SHORTEST));
    }
    return new SubjectKey(new SecretKeySpec(secret, ALGORITHM));
  }

  /// The person that a tenant calls so.
  ///
  /// @throws IllegalArgumentException when the name is empty or longer than 256 characters
  public Subject of(TenantId tenant, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a data subject must have 1 to %d characters".formatted(LONGEST_NAME));
    }
    return new Subject(hash(tenant + "\n" + name));
  }

  /// Tells keys apart and nothing else.
  String fingerprint() {
    return hash("fingerprint");
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 20));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
