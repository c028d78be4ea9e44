package dev.vifte.stage;

import dev.vifte.pipeline.StageKind;

/// Makes stages of one kind from the settings in a pipeline file. Found by
/// [java.util.ServiceLoader], in the node and in its child JVMs, so it needs a public constructor
/// without parameters.
public interface StageProvider {
  /// The kind it makes.
  StageKind kind();

  /// One line for `vifte validate` and the documentation.
  String summary();

  /// Builds a stage.
  ///
  /// @throws InvalidSettingsException naming every key that is wrong, all at once
  Stage create(StageSettings with);
}
