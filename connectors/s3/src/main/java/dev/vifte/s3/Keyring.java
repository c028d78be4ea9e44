package dev.vifte.s3;

import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.time.InstantSource;
import java.util.Map;

/// Turns settings into what the SDK asks for credentials.
final class Keyring {
  private Keyring() {}

  /// @throws IllegalArgumentException when the environment holds none
  static Provider provider(
      S3Credentials from, Map<String, String> environment, InstantSource clock) {
    return switch (from) {
      case S3Credentials.Keys(String access, String secret) ->
          new StaticProvider(access, secret, null);
      case S3Credentials.Environment() -> {
        Credentials credentials = credentials(environment);
        yield () -> credentials;
      }
      case S3Credentials.InFile(var file) -> new CredentialFile(file, clock);
    };
  }

  static Credentials credentials(Map<String, String> values) {
    return new Credentials(
        require(values, "AWS_ACCESS_KEY_ID"),
        require(values, "AWS_SECRET_ACCESS_KEY"),
        values.get("AWS_SESSION_TOKEN"),
        null);
  }

  private static String require(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          name + " is not set; the S3 store needs it and its pair, in the environment or a file");
    }
    return value;
  }
}
