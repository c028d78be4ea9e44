package dev.vifte.pipeline.yaml;

import dev.vifte.pipeline.Definition;
import java.util.List;

/// What reading a pipeline file gives.
public sealed interface Parsed {
  /// The file is right.
  record Valid(Definition definition) implements Parsed {}

  /// The file is wrong.
  ///
  /// @param mistakes all of them, at least one, in the order of the file
  record Invalid(List<Mistake> mistakes) implements Parsed {
    public Invalid {
      mistakes = List.copyOf(mistakes);
    }
  }
}
