package dev.vifte.loadtest.broker;

/// One way to do it, measured in turn with the others.
interface Contender {
  /// What is counted, as the name of the figure.
  String what();

  String who();

  /// One round.
  ///
  /// @return how many a second
  double perSecond() throws Exception;
}
