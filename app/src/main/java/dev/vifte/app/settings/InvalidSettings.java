package dev.vifte.app.settings;

import java.util.List;

/// The configuration is wrong. The message holds every mistake, one a line.
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String mistakes;

  public InvalidSettings(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = String.join("\n", mistakes);
  }

  /// One a line.
  public List<String> mistakes() {
    return mistakes.lines().toList();
  }
}
