package dev.vifte.app.settings;

import java.util.Locale;

/// One setting.
///
/// @param name as in the file, such as `http.port`
/// @param fallback its text when nobody sets it
/// @param form what may be written
/// @param says what it does, for the documentation
public record Key<T>(String name, String fallback, Form<T> form, String says) {
  /// The environment variable that wins over the file: `VIFTE_HTTP_PORT`.
  public String variable() {
    return "VIFTE_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  T byDefault() {
    return form.read().apply(fallback);
  }
}
