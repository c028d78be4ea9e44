package dev.vifte.embedded;

/// Numbers kept in memory beside the tables; told on the writer's thread how each transaction went.
interface Ledger {
  void committed();

  void rolledBack();
}
