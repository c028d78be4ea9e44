package dev.vifte.stage;

import java.util.List;
import java.util.stream.Collectors;

/// The settings of a stage are wrong; every problem is named, not only the first.
public final class InvalidSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// One thing that is wrong.
  ///
  /// @param path of the key inside the settings, such as `variants/0/fit`
  /// @param message what is wrong and what to write instead
  public record Problem(String path, String message) {}

  public InvalidSettingsException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> p.path() + ": " + p.message())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
