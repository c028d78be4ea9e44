package dev.vifte.app.doctor;

/// What one look found.
///
/// @param about in a word or two
/// @param found what is there
/// @param advice what to do; empty when it is fine
public record Finding(String about, Level level, String found, String advice) {
  /// How bad it is.
  public enum Level {
    OK,
    WARN,
    FAIL
  }

  static Finding ok(String about, String found) {
    return new Finding(about, Level.OK, found, "");
  }

  static Finding warn(String about, String found, String advice) {
    return new Finding(about, Level.WARN, found, advice);
  }

  static Finding fail(String about, String found, String advice) {
    return new Finding(about, Level.FAIL, found, advice);
  }
}
