package dev.vifte.s3;

/// Whether the bucket stands in the path of a URL or in its host name.
public enum PathStyle {
  /// In the host name for Amazon, in the path for all others.
  AUTO,
  /// In the path.
  ON,
  /// In the host name; every bucket then needs a name in DNS.
  OFF
}
