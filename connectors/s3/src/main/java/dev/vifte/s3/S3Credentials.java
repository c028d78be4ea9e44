package dev.vifte.s3;

import java.nio.file.Path;

/// Where the access key and the secret key come from.
public sealed interface S3Credentials {
  /// From `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if set, `AWS_SESSION_TOKEN`.
  static S3Credentials ofEnvironment() {
    return new Environment();
  }

  /// From a file; see [InFile].
  static S3Credentials inFile(Path file) {
    return new InFile(file);
  }

  static S3Credentials of(String accessKey, String secretKey) {
    return new Keys(accessKey, secretKey);
  }

  /// These.
  record Keys(String accessKey, String secretKey) implements S3Credentials {
    public Keys {
      if (accessKey.isBlank() || secretKey.isBlank()) {
        throw new IllegalArgumentException("access key and secret key must not be empty");
      }
    }

    @Override
    public String toString() {
      return "Keys[accessKey=" + accessKey + "]";
    }
  }

  /// Those of the process.
  record Environment() implements S3Credentials {}

  /// Lines `name = value` with the names of the variables above, in any case; the file that other
  /// S3 programs keep in `~/.aws/credentials` is one. Of several sections the first counts. The
  /// file is read again when it changes.
  record InFile(Path file) implements S3Credentials {}
}
