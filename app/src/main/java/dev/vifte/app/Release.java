package dev.vifte.app;

import java.util.Optional;

/// Which Vifte this is.
public final class Release {
  private Release() {}

  /// The version of the jar; `dev` when run from classes.
  public static String number() {
    return Optional.ofNullable(Release.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  /// `vifte 0.1.0 (Java 25.0.3)`.
  public static String line() {
    return "vifte %s (Java %s)".formatted(number(), System.getProperty("java.version"));
  }
}
