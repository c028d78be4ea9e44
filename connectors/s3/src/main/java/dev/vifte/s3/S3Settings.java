package dev.vifte.s3;

import dev.vifte.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// How to reach a store, and where in it our objects lie.
///
/// @param endpoint scheme, host and port only
/// @param prefix of all our keys, without a slash at its ends; may be empty
/// @param credentials by default those of the environment
/// @param certificates a PEM file with the certificate authority to trust instead of the system's
/// @param publicEndpoint under which others reach the store, for presigned links; by default
///   `endpoint`
public record S3Settings(
    URI endpoint,
    String bucket,
    String prefix,
    String region,
    PathStyle pathStyle,
    S3Credentials credentials,
    Optional<Path> certificates,
    Optional<URI> publicEndpoint,
    S3Limits limits,
    InstantSource clock) {
  private static final String FORM = "s3:http://HOST:PORT/BUCKET/PREFIX";
  private static final String SEGMENTS =
      "[0-9A-Za-z_][0-9A-Za-z_.-]*(/[0-9A-Za-z_][0-9A-Za-z_.-]*)*";

  public S3Settings {
    requireEndpoint(endpoint);
    publicEndpoint.ifPresent(S3Settings::requireEndpoint);
    Names.require(bucket, "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "S3 bucket");
    Names.require(prefix, "|" + SEGMENTS, "S3 prefix");
    Names.require(region, "[a-z0-9-]+", "S3 region");
  }

  /// From `s3:http://HOST:PORT/BUCKET` or `s3:https://HOST/BUCKET/PREFIX`; the rest by default.
  public static S3Settings of(String url) {
    URI uri = parse(url);
    String[] path = Optional.ofNullable(uri.getPath()).orElse("").split("/", 3);
    if (path.length < 2 || path[1].isEmpty()) {
      throw new IllegalArgumentException("'%s' names no bucket; write %s".formatted(url, FORM));
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "credentials do not belong into the S3 URL; set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or name a file");
    }
    return new S3Settings(
        URI.create(uri.getScheme() + "://" + uri.getAuthority()),
        path[1],
        path.length < 3 ? "" : path[2].replaceAll("/+$", ""),
        "us-east-1",
        PathStyle.AUTO,
        S3Credentials.ofEnvironment(),
        Optional.empty(),
        Optional.empty(),
        S3Limits.DEFAULTS,
        InstantSource.system());
  }

  /// Another bucket of the same store, with the same prefix.
  public S3Settings bucket(String name) {
    return new S3Settings(
        endpoint,
        name,
        prefix,
        region,
        pathStyle,
        credentials,
        certificates,
        publicEndpoint,
        limits,
        clock);
  }

  public S3Settings region(String name) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        name,
        pathStyle,
        credentials,
        certificates,
        publicEndpoint,
        limits,
        clock);
  }

  public S3Settings pathStyle(PathStyle style) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        style,
        credentials,
        certificates,
        publicEndpoint,
        limits,
        clock);
  }

  public S3Settings credentials(S3Credentials from) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        pathStyle,
        from,
        certificates,
        publicEndpoint,
        limits,
        clock);
  }

  public S3Settings certificates(Path pem) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        pathStyle,
        credentials,
        Optional.of(pem),
        publicEndpoint,
        limits,
        clock);
  }

  public S3Settings publicEndpoint(URI other) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        pathStyle,
        credentials,
        certificates,
        Optional.of(other),
        limits,
        clock);
  }

  public S3Settings limits(S3Limits other) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        pathStyle,
        credentials,
        certificates,
        publicEndpoint,
        other,
        clock);
  }

  public S3Settings clock(InstantSource source) {
    return new S3Settings(
        endpoint,
        bucket,
        prefix,
        region,
        pathStyle,
        credentials,
        certificates,
        publicEndpoint,
        limits,
        source);
  }

  /// As in [#of(String)], for people.
  @Override
  public String toString() {
    return "s3:" + endpoint + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  private static URI parse(String url) {
    try {
      return new URI(url.startsWith("s3:") ? url.substring(3) : "");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'%s' is no S3 URL; write %s".formatted(url, FORM), e);
    }
  }

  private static void requireEndpoint(URI uri) {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    if (!http || uri.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
      throw new IllegalArgumentException("'%s' is no S3 endpoint; write %s".formatted(uri, FORM));
    }
  }
}
