package dev.vifte.stage;

/// Where the work of a stage runs, and so what bounds it.
public enum Execution {
  /// On one of a node's few platform threads, one per core. Checks its deadline inside its loops.
  CPU,
  /// On a virtual thread; it mostly waits for others. Interrupted at its timeout.
  BLOCKING,
  /// In a child JVM with limits of its own, killed at the timeout: for code that parses what can
  /// hang or exhaust a JVM.
  ISOLATED
}
