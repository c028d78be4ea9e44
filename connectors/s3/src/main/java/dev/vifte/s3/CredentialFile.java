package dev.vifte.s3;

import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Credentials in a file that may be replaced while we run; looked at once a second at most. While
/// a new one cannot be read, the old ones stay.
final class CredentialFile implements Provider {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Path file;
  private final InstantSource clock;
  private @Nullable Read read;

  private record Read(Credentials credentials, FileTime changed, Instant lookAgain) {}

  CredentialFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public synchronized Credentials fetch() {
    Read known = read;
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.lookAgain())) {
      return known.credentials();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      Credentials credentials =
          known != null && known.changed().equals(changed)
              ? known.credentials()
              : parse(Files.readAllLines(file));
      read = new Read(credentials, changed, now.plus(LOOK));
      return credentials;
    } catch (IOException | IllegalArgumentException e) {
      if (known != null) {
        return known.credentials();
      }
      throw new IllegalStateException(
          "no S3 credentials in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Credentials parse(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.putIfAbsent(
            line.substring(0, equals).strip().toUpperCase(Locale.ROOT),
            line.substring(equals + 1).strip());
      }
    }
    return Keyring.credentials(values);
  }
}
