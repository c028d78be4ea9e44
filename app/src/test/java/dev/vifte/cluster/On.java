package dev.vifte.cluster;

import java.util.Locale;

/// What queue, jobs and objects are kept on.
public enum On {
  /// One process with a folder of its own.
  EMBEDDED,
  /// One NATS server and one MinIO.
  R1,
  /// Three NATS servers as one cluster, and one MinIO.
  R3;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
