package dev.vifte.app.settings;

import dev.vifte.s3.PathStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How to reach the object store when `objects` is an `s3:` URL.
///
/// @param region empty to let the store decide
/// @param authority PEM file of the certificates to trust instead of the JVM's
public record BucketSettings(
    Optional<String> accessKey,
    Optional<String> secretKey,
    Optional<Path> credentials,
    Optional<String> region,
    PathStyle pathStyle,
    Optional<Path> authority) {
  static final Key<Optional<String>> ACCESS_KEY =
      new Key<>("s3.access-key", "", Form.optional("text"), "who we are to the object store");
  static final Key<Optional<String>> SECRET_KEY =
      new Key<>("s3.secret-key", "", Form.optional("text"), "the secret of that access key");
  static final Key<Optional<Path>> CREDENTIALS =
      new Key<>(
          "s3.credentials-file",
          "",
          Form.optionalPath(),
          "a file with both keys, as other S3 programs have it, in place of them; without any of"
              + " these, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY count");
  static final Key<Optional<String>> REGION =
      new Key<>(
          "s3.region", "", Form.optional("a region"), "region of the bucket, where it has one");
  static final Key<PathStyle> PATH_STYLE =
      new Key<>(
          "s3.path-style",
          "auto",
          Form.oneOf(PathStyle.class),
          "whether the bucket stands in the path (on) or in the host name (off)");
  static final Key<Optional<Path>> AUTHORITY =
      new Key<>(
          "s3.ca-file",
          "",
          Form.optionalPath(),
          "PEM file of the certificates to trust instead of Java's");
  static final List<Key<?>> KEYS =
      List.of(ACCESS_KEY, SECRET_KEY, CREDENTIALS, REGION, PATH_STYLE, AUTHORITY);

  static BucketSettings read(Values values) {
    return new BucketSettings(
        values.get(ACCESS_KEY),
        values.get(SECRET_KEY),
        values.get(CREDENTIALS),
        values.get(REGION),
        values.get(PATH_STYLE),
        values.get(AUTHORITY));
  }

  @Override
  public String toString() {
    return "s3 as " + accessKey.orElse("nobody");
  }
}
