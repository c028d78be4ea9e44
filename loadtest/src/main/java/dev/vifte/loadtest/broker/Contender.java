package dev.vifte.loadtest.broker;

import java.util.Optional;

/// One way to do it, measured in turn with the others.
interface Contender {
  /// What is counted, as the name of the figure.
  String what();

  String who();

  /// What each of them consists of, where that is worth a figure of its own.
  ///
  /// @param what is counted, as the name of the figure
  /// @param each how many there are in one
  record Parts(String what, int each) {}

  default Optional<Parts> parts() {
    return Optional.empty();
  }

  /// One round.
  ///
  /// @return how many a second
  double perSecond() throws Exception;
}
