package dev.vifte.stage;

import dev.vifte.pipeline.StageKind;
import java.io.IOException;

/// The code of one step: plain, blocking, free of engine words. One instance serves all tasks of a
/// stage at once, so it keeps no state between calls.
///
/// Equal input must give equal bytes (no clock, no random names): a task may run twice after a
/// crash and only its first result is seen.
public interface Stage {
  /// The name pipelines use it by.
  StageKind kind();

  /// Part of every output key: raise it when the same input would give other bytes.
  default String version() {
    return "1";
  }

  /// What it was built from; written into the pipeline's definition.
  default StageSettings settings() {
    return StageSettings.EMPTY;
  }

  /// Where it may run. Blocking by default.
  default Execution execution() {
    return Execution.BLOCKING;
  }

  /// Where it may run with this input: some files need more care than others. Decided from what is
  /// known of the file without reading it; [#execution] where all are alike.
  default Execution execution(StageInput input) {
    return execution();
  }

  /// Peak heap in bytes that this input will need, estimated from its header, never from the file
  /// size alone. Runs without a permit, so it must be cheap and bounded itself.
  ///
  /// @throws IOException when the input cannot be read
  default long cost(StageInput input) throws IOException {
    return 0;
  }

  /// A cheap call to whatever this stage depends on, made by the node itself while its pool is
  /// stopped because that was down.
  ///
  /// @throws Exception when it is still down
  default void probe() throws Exception {}

  /// Does the work. Expected failure is an [Outcome]; an exception is a surprise and counts as a
  /// transient one.
  ///
  /// @throws Exception any surprise
  Outcome process(StageInput input) throws Exception;
}
